/**
 * The use cases: tokenizes requests, submits them to the engine, streams the detokenized
 * output, and cancels when the client disconnects.
 */
@NullMarked
package io.inkwell.completion;

import org.jspecify.annotations.NullMarked;

/**
 * Runs completions: tokenizes requests, submits them to the engine, streams the output,
 * and cancels for disconnected clients.
 */
@NullMarked
package io.inkwell.completion;

import org.jspecify.annotations.NullMarked;

/**
 * The use cases: takes text in, submits tokens, gives text out as it comes, and cancels
 * when nobody listens any more.
 */
@NullMarked
package io.inkwell.completion;

import org.jspecify.annotations.NullMarked;

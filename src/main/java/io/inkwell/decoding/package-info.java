/**
 * Chooses the next token from a row of logits and decides when a sequence stops.
 */
@NullMarked
package io.inkwell.decoding;

import org.jspecify.annotations.NullMarked;

/** Samples the next token from processed logits. */
@NullMarked
package io.inkwell.decoding.sampling;

import org.jspecify.annotations.NullMarked;

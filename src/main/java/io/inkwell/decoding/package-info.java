/** The choice of the next token from one row of logits, and of the moment to stop. */
@NullMarked
package io.inkwell.decoding;

import org.jspecify.annotations.NullMarked;

/** Stop criteria: end tokens, stop sequences and length. */
@NullMarked
package io.inkwell.decoding.stop;

import org.jspecify.annotations.NullMarked;

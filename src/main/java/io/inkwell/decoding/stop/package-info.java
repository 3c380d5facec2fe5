/** Stop criteria: EOS and stop tokens, stop sequences and max_tokens. */
@NullMarked
package io.inkwell.decoding.stop;

import org.jspecify.annotations.NullMarked;

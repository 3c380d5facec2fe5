/** Stop criteria: EOS and stop tokens, stop strings and max_tokens. */
@NullMarked
package io.inkwell.decoding.stop;

import org.jspecify.annotations.NullMarked;

/** Text to token ids, by the native tokenizers library. */
@NullMarked
package io.inkwell.tokenizer.encoder;

import org.jspecify.annotations.NullMarked;

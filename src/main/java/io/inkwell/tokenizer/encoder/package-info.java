/** Encodes text to token ids with the native tokenizers library. */
@NullMarked
package io.inkwell.tokenizer.encoder;

import org.jspecify.annotations.NullMarked;

/** Decodes token ids to bytes with the decoder stages of tokenizer.json. */
@NullMarked
package io.inkwell.tokenizer.decoder;

import org.jspecify.annotations.NullMarked;

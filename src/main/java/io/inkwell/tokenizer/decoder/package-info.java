/** Token ids to bytes, as the decoder stages of tokenizer.json define it. */
@NullMarked
package io.inkwell.tokenizer.decoder;

import org.jspecify.annotations.NullMarked;

/**
 * Encodes text to token ids, and decodes token ids to text that streams in whole
 * characters.
 */
@NullMarked
package io.inkwell.tokenizer;

import org.jspecify.annotations.NullMarked;

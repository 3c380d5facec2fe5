/**
 * Text to token ids and back, and text that streams by whole characters.
 */
@NullMarked
package io.inkwell.tokenizer;

import org.jspecify.annotations.NullMarked;

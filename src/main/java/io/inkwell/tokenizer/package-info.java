/**
 * Text to token ids and back: byte-level BPE, and text that streams by whole characters.
 */
@NullMarked
package io.inkwell.tokenizer;

import org.jspecify.annotations.NullMarked;

/**
 * Trains a byte-level BPE tokenizer, with the merges that Hugging Face's trainer finds.
 */
@NullMarked
package io.inkwell.tokenizer.training;

import org.jspecify.annotations.NullMarked;

/** Runs one step: rows of tokens in, logits out, keys and values kept in the KV cache. */
@NullMarked
package io.inkwell.model.step;

import org.jspecify.annotations.NullMarked;

package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.Logits;

/**
 * A valid request to explain the KV cache.
 *
 * @param numNew number of tokens of the completion
 * @param completion the tokens of the completion; null to generate them greedily
 */
record CacheRequest(int[] prompt, int numNew, int @Nullable [] completion) {

    /**
     * The next token of the completion.
     * @param logits of the next token
     * @param index in the completion
     */
    int next(float[] logits, int index) {
        return (this.completion != null) ? this.completion[index] : Logits.argMax(logits);
    }

}

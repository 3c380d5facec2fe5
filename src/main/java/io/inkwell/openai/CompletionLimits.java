package io.inkwell.openai;

import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;

/**
 * Limits of one request.
 *
 * @param maxChoices prompts times choices generated for each
 * @param maxEmbeddingInputs inputs of an embeddings request
 * @param maxBeams beams, or candidates of contrastive search
 * @param maxLogprobs the maximum number of most likely tokens at each position
 * @param clampMaxTokens whether a {@code max_tokens} that does not fit the context is
 * lowered instead of rejected
 */
public record CompletionLimits(int maxChoices, int maxEmbeddingInputs, int maxBeams, int maxLogprobs,
        boolean clampMaxTokens, StopLimits stops, SamplingLimits sampling) {

    private static final int MAX_BEST_OF = 20;

    /** The maximum number of choices from which the best are selected. */
    public int maxBestOf() {
        return Math.min(MAX_BEST_OF, this.maxChoices);
    }

}

package io.inkwell.openai;

import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;

/**
 * What one request may ask for.
 *
 * @param maxChoices prompts times the texts that are generated for each
 * @param maxEmbeddingInputs texts of one request for embeddings
 * @param maxBeams how many continuations a search may follow side by side
 * @param maxLogprobs how many of the likeliest tokens may be asked for beside each token
 * @param clampMaxTokens whether a max_tokens that does not fit the context is lowered,
 * and not refused
 */
public record CompletionLimits(int maxChoices, int maxEmbeddingInputs, int maxBeams, int maxLogprobs,
        boolean clampMaxTokens, StopLimits stops, SamplingLimits sampling) {
}

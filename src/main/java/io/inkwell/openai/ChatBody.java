package io.inkwell.openai;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /v1/chat/completions}, field by field as it was sent; null is
 * the default everywhere.
 *
 * @param messages a list of objects with a role and a content
 * @param maxTokens the older name of {@code maxCompletionTokens}
 * @param logprobs whether to tell of the tokens' log-probabilities
 * @param topLogprobs how many of the likeliest tokens to tell of beside each
 * @param addGenerationPrompt whether the prompt ends with the beginning of an answer;
 * true by default
 * @param addSpecialTokens whether the tokenizer adds its special tokens to what the
 * template writes; false by default
 */
record ChatBody(@Nullable JsonNode messages, @Nullable Integer maxTokens, @Nullable Integer maxCompletionTokens,
        @Nullable Boolean logprobs, @Nullable Integer topLogprobs, @Nullable Boolean addGenerationPrompt,
        @Nullable Boolean addSpecialTokens, @JsonUnwrapped GenerationFields generation,
        @JsonUnwrapped UnsupportedFields unsupported) {
}

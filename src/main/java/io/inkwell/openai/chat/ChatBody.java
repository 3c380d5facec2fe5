package io.inkwell.openai.chat;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.openai.GenerationFields;

/**
 * The body of {@code POST /v1/chat/completions}, field by field as it was sent; null is
 * the default everywhere.
 *
 * @param messages a list of objects with a role and a content
 * @param maxTokens the older name of {@code maxCompletionTokens}
 * @param logprobs whether to tell of the tokens' log-probabilities
 * @param topLogprobs how many of the likeliest tokens to tell of beside each
 * @param addGenerationPrompt whether the prompt ends with the beginning of an answer;
 * true by default, or false where the last message is continued
 * @param continueFinalMessage whether the completion continues the last message
 * @param addSpecialTokens whether the tokenizer adds its special tokens to what the
 * template writes; false by default
 * @param chatTemplateKwargs more variables of the template
 */
public record ChatBody(@Nullable JsonNode messages, @Nullable Integer maxTokens, @Nullable Integer maxCompletionTokens,
        @Nullable Boolean logprobs, @Nullable Integer topLogprobs, @Nullable Boolean addGenerationPrompt,
        @Nullable Boolean continueFinalMessage, @Nullable Boolean addSpecialTokens,
        @Nullable Map<String, JsonNode> chatTemplateKwargs, @JsonUnwrapped GenerationFields generation) {
}

package io.inkwell.openai.chat;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.openai.GenerationFields;

/**
 * The body of {@code POST /v1/chat/completions} as it was sent; null is the default of
 * every field.
 *
 * @param messages a list of objects with a role and a content
 * @param maxTokens the older name of {@code maxCompletionTokens}
 * @param logprobs whether to return the log-probability of each output token
 * @param topLogprobs how many of the most likely tokens to return for each output token
 * @param addGenerationPrompt whether the prompt ends with the start of an assistant
 * message; true by default, false if the last message is continued
 * @param continueFinalMessage whether the completion continues the last message
 * @param addSpecialTokens whether the tokenizer adds its special tokens to the rendered
 * prompt; false by default
 * @param chatTemplateKwargs additional template variables
 * @param tools functions that the output may call
 * @param toolChoice {@code none}, {@code auto} or {@code required}, or an object that
 * names the function to call; only the last two have an effect
 */
public record ChatBody(@Nullable JsonNode messages, @Nullable Integer maxTokens, @Nullable Integer maxCompletionTokens,
        @Nullable Boolean logprobs, @Nullable Integer topLogprobs, @Nullable Boolean addGenerationPrompt,
        @Nullable Boolean continueFinalMessage, @Nullable Boolean addSpecialTokens,
        @Nullable Map<String, JsonNode> chatTemplateKwargs, @Nullable JsonNode tools, @Nullable JsonNode toolChoice,
        @JsonUnwrapped GenerationFields generation) {
}

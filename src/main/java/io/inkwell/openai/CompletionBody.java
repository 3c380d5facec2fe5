package io.inkwell.openai;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /v1/completions} as it was sent; null is the default of every
 * field.
 *
 * @param prompt a string, a list of strings, a list of token ids, or a list of such lists
 * @param echo whether the text starts with the prompt
 * @param logprobs how many of the most likely tokens to return for each output token
 * @param addSpecialTokens whether the tokenizer adds its special tokens to strings; true
 * by default
 */
record CompletionBody(@Nullable JsonNode prompt, @Nullable Integer maxTokens, @Nullable Boolean echo,
        @Nullable Integer logprobs, @Nullable Boolean addSpecialTokens, @JsonUnwrapped GenerationFields generation) {

    boolean isStream() {
        return this.generation.isStream();
    }

}

package io.inkwell.openai;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /v1/completions}, field by field as it was sent; null is the
 * default everywhere.
 *
 * @param prompt a string, a list of strings, a list of token ids, or a list of such lists
 * @param echo whether the text begins with the prompt
 * @param logprobs how many of the likeliest tokens to tell of beside each token
 * @param addSpecialTokens whether the tokenizer adds its special tokens to a text; true
 * by default
 */
record CompletionBody(@Nullable JsonNode prompt, @Nullable Integer maxTokens, @Nullable Boolean echo,
        @Nullable Integer logprobs, @Nullable Boolean addSpecialTokens, @JsonUnwrapped GenerationFields generation) {

    boolean isStream() {
        return this.generation.isStream();
    }

}

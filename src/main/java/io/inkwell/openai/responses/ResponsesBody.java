package io.inkwell.openai.responses;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;

/**
 * The body of {@code POST /v1/responses} as it was sent; null is the default of every
 * field.
 *
 * @param input a string, or a list of messages
 * @param instructions a system message before the input
 * @param topLogprobs how many of the most likely tokens to return for each output token
 * @param include what a response contains in addition
 * @param metadata returned with the response
 * @param store has no effect: the service stores no responses
 * @param truncation whether tokens are removed from the start of a prompt that is too
 * long: {@code auto} or {@code disabled}
 * @param previousResponseId must be null, like {@code conversation}
 * @param background must be false
 */
public record ResponsesBody(@Nullable String model, @Nullable JsonNode input, @Nullable String instructions,
        @Nullable Integer maxOutputTokens, @Nullable Integer topLogprobs,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> include, @Nullable Map<String, String> metadata,
        @Nullable Boolean store, @Nullable TextOptions text, @Nullable String truncation,
        @Nullable String previousResponseId, @Nullable JsonNode conversation, @Nullable Boolean background,
        @Nullable Long seed, @Nullable Integer priority, @Nullable String cacheSalt, @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions, @Nullable String user, @JsonUnwrapped SamplingFields sampling,
        @JsonUnwrapped StopFields stops) {

    /**
     * @param includeObfuscation padding that hides the length of tokens; has no effect
     */
    public record StreamOptions(@Nullable Boolean includeObfuscation) {
    }

    boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

}

package io.inkwell.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionSummary;

/**
 * The tokens that a request used; each prompt counts once.
 *
 * @param promptTokensDetails null before the end of a stream
 */
@JsonPropertyOrder({ "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details" })
public record Usage(int promptTokens, int completionTokens, int totalTokens,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PromptTokensDetails promptTokensDetails) {

    /**
     * @param cachedTokens prompt tokens that the prefix cache supplied
     */
    record PromptTokensDetails(int cachedTokens) {
    }

    public static Usage of(CompletionSummary summary) {
        return of(summary.numPromptTokens(), summary.numGeneratedTokens(),
                new PromptTokensDetails(summary.numCachedTokens()));
    }

    static Usage soFar(int promptTokens, int completionTokens) {
        return of(promptTokens, completionTokens, null);
    }

    private static Usage of(int promptTokens, int completionTokens, @Nullable PromptTokensDetails details) {
        return new Usage(promptTokens, completionTokens, promptTokens + completionTokens, details);
    }

}

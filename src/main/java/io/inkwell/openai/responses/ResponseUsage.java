package io.inkwell.openai.responses;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.completion.CompletionSummary;

/** The tokens that a response used. */
@JsonPropertyOrder({ "input_tokens", "input_tokens_details", "output_tokens", "output_tokens_details", "total_tokens" })
public record ResponseUsage(int inputTokens, InputDetails inputTokensDetails, int outputTokens,
        OutputDetails outputTokensDetails, int totalTokens) {

    /**
     * @param cachedTokens input tokens that the prefix cache supplied
     * @param cacheWriteTokens always 0: the service does not count them
     */
    @JsonPropertyOrder({ "cached_tokens", "cache_write_tokens" })
    public record InputDetails(int cachedTokens, int cacheWriteTokens) {
    }

    /**
     * @param reasoningTokens always 0: the models do not reason
     */
    public record OutputDetails(int reasoningTokens) {
    }

    static ResponseUsage of(CompletionSummary summary) {
        return new ResponseUsage(summary.numPromptTokens(), new InputDetails(summary.numCachedTokens(), 0),
                summary.numGeneratedTokens(), new OutputDetails(0),
                summary.numPromptTokens() + summary.numGeneratedTokens());
    }

}

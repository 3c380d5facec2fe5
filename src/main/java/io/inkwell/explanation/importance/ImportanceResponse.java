package io.inkwell.explanation.importance;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.inkwell.explanation.text.ExplainedToken;

/**
 * The importance of each part of a prompt for one token.
 *
 * @param tokens the prompt
 */
@JsonPropertyOrder({ "model", "tokens", "result" })
public record ImportanceResponse(String model, List<ExplainedToken> tokens, @JsonUnwrapped ImportanceResult result) {

    /**
     * The importance for several tokens or by several methods.
     *
     * @param results ordered by explained token, then by method
     */
    @JsonPropertyOrder({ "model", "tokens", "results" })
    public record Several(String model, List<ExplainedToken> tokens, List<PrefixResult> results) {
    }

    /**
     * @param numTokens number of tokens of the prompt that the result explains: those
     * before the explained token
     */
    @JsonPropertyOrder({ "num_tokens", "result" })
    public record PrefixResult(int numTokens, @JsonUnwrapped ImportanceResult result) {
    }

}

package io.inkwell.tgi;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * An event of a stream, one for each token.
 *
 * @param index counted from 1
 * @param topTokens the most likely tokens; empty unless requested
 * @param generatedText the whole text; null except in the last event
 * @param details null except in the last event, and unless requested
 */
@JsonPropertyOrder({ "index", "token", "top_tokens", "generated_text", "details" })
public record StreamResponse(int index, GenerateResponse.Token token,
        @JsonInclude(Include.NON_EMPTY) List<GenerateResponse.Token> topTokens,
        @JsonInclude @Nullable String generatedText, @JsonInclude @Nullable Details details) {

    /**
     * @param inputLength the number of prompt tokens
     */
    @JsonPropertyOrder({ "finish_reason", "generated_tokens", "seed", "input_length" })
    public record Details(String finishReason, int generatedTokens, @JsonInclude @Nullable Long seed, int inputLength) {
    }

}

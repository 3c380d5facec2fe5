package io.inkwell.tgi;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A whole response.
 *
 * @param details null unless requested
 */
@JsonPropertyOrder({ "generated_text", "details" })
public record GenerateResponse(String generatedText, @JsonInclude(Include.NON_NULL) @Nullable Details details) {

    /**
     * @param finishReason {@code length}, {@code eos_token} or {@code stop_sequence}
     * @param seed null for greedy decoding
     * @param prefill the tokens of the prompt; empty unless requested
     * @param bestOfSequences the other sequences; null if there is only one
     * @param topTokens the most likely tokens for each token; empty unless requested
     */
    @JsonPropertyOrder({ "finish_reason", "generated_tokens", "seed", "prefill", "tokens", "best_of_sequences",
            "top_tokens" })
    public record Details(String finishReason, int generatedTokens, @JsonInclude @Nullable Long seed,
            List<PrefillToken> prefill, List<Token> tokens,
            @JsonInclude(Include.NON_NULL) @Nullable List<Sequence> bestOfSequences,
            @JsonInclude(Include.NON_EMPTY) List<List<Token>> topTokens) {
    }

    /** Another sequence of {@code best_of}. */
    @JsonPropertyOrder({ "generated_text", "details" })
    public record Sequence(String generatedText, @JsonUnwrapped Details details) {
    }

    /**
     * @param logprob null for the first token
     */
    @JsonPropertyOrder({ "id", "text", "logprob" })
    public record PrefillToken(int id, String text, @JsonInclude @Nullable Float logprob) {
    }

    /**
     * @param special whether it is a special token, which the text omits
     */
    @JsonPropertyOrder({ "id", "text", "logprob", "special" })
    public record Token(int id, String text, float logprob, boolean special) {
    }

}

package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;
import io.inkwell.openai.CompletionLogprobs;
import io.inkwell.openai.LogprobsFormat;

/**
 * Log-probabilities in the format of chat completions: one object per token.
 *
 * @param refusal always null, because the model generates no refusals
 */
@JsonPropertyOrder({ "content", "refusal" })
public record ChatLogprobs(List<Token> content, @JsonInclude @Nullable Object refusal) {

    /**
     * @param bytes the UTF-8 bytes of the token
     * @param tokenId null unless requested
     */
    @JsonPropertyOrder({ "token", "logprob", "bytes", "token_id" })
    public record Candidate(String token, float logprob, List<Integer> bytes,
            @JsonInclude(Include.NON_NULL) @Nullable Integer tokenId) {
    }

    /**
     * @param topLogprobs the most likely tokens at this position in descending order, or
     * the tokens that the request lists, in its order
     * @param tokenId null unless requested
     * @param entropy of the model's distribution in nats; null unless requested
     */
    @JsonPropertyOrder({ "token", "logprob", "bytes", "top_logprobs", "token_id", "entropy" })
    public record Token(String token, float logprob, List<Integer> bytes, List<Candidate> topLogprobs,
            @JsonInclude(Include.NON_NULL) @Nullable Integer tokenId,
            @JsonInclude(Include.NON_NULL) @Nullable Float entropy) {
    }

    public static ChatLogprobs of(List<TextToken> tokens, LogprobsFormat format) {
        List<Token> content = new ArrayList<>();
        for (TextToken token : tokens) {
            TextToken.Logprobs scores = token.logprobs();
            if (scores != null) {
                List<Candidate> top = format.names()
                    .others(token, scores.top())
                    .entrySet()
                    .stream()
                    .map((other) -> candidate(other.getKey(), other.getValue(), format))
                    .toList();
                content.add(new Token(format.names().of(token), CompletionLogprobs.finite(scores.logprob()),
                        unsigned(token.bytes()), top, format.idOf(token.id()), format.entropyOf(scores)));
            }
        }
        return new ChatLogprobs(content, null);
    }

    private static Candidate candidate(String name, ScoredToken token, LogprobsFormat format) {
        return new Candidate(name, CompletionLogprobs.finite(token.logprob()), unsigned(token.bytes()),
                format.idOf(token.id()));
    }

    private static List<Integer> unsigned(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj((i) -> Byte.toUnsignedInt(bytes[i])).toList();
    }

}

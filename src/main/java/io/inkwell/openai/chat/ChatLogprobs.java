package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;
import io.inkwell.openai.CompletionLogprobs;
import io.inkwell.openai.TokenNames;

/**
 * Log-probabilities in the format of chat completions: one object per token.
 *
 * @param refusal always null, because the model generates no refusals
 */
@JsonPropertyOrder({ "content", "refusal" })
public record ChatLogprobs(List<Token> content, @JsonInclude @Nullable Object refusal) {

    /**
     * @param bytes the UTF-8 bytes of the token
     */
    @JsonPropertyOrder({ "token", "logprob", "bytes" })
    public record Candidate(String token, float logprob, List<Integer> bytes) {
    }

    /**
     * @param topLogprobs the most likely tokens at this position, in descending order
     */
    @JsonPropertyOrder({ "token", "logprob", "bytes", "top_logprobs" })
    public record Token(String token, float logprob, List<Integer> bytes, List<Candidate> topLogprobs) {
    }

    public static ChatLogprobs of(List<TextToken> tokens, int numTop, TokenNames names) {
        List<Token> content = new ArrayList<>();
        for (TextToken token : tokens) {
            TextToken.Logprobs scores = token.logprobs();
            if (scores != null) {
                List<Candidate> top = names.others(token, scores.top().stream().limit(numTop).toList())
                    .entrySet()
                    .stream()
                    .map((other) -> candidate(other.getKey(), other.getValue()))
                    .toList();
                content.add(new Token(names.of(token), CompletionLogprobs.finite(scores.logprob()),
                        unsigned(token.bytes()), top));
            }
        }
        return new ChatLogprobs(content, null);
    }

    private static Candidate candidate(String name, ScoredToken token) {
        return new Candidate(name, CompletionLogprobs.finite(token.logprob()), unsigned(token.bytes()));
    }

    private static List<Integer> unsigned(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj((i) -> Byte.toUnsignedInt(bytes[i])).toList();
    }

}

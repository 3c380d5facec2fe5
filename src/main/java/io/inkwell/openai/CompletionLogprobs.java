package io.inkwell.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;

/**
 * The log-probabilities of a text's tokens, list beside list as OpenAI gives them.
 *
 * @param textOffset where each token begins in the returned text, in code points
 * @param tokenLogprobs null for the first token of a prompt
 * @param topLogprobs by token, the likeliest and the token itself; null for the first
 * token of a prompt, and altogether if none were asked for
 */
@JsonPropertyOrder({ "text_offset", "token_logprobs", "tokens", "top_logprobs" })
public record CompletionLogprobs(List<Integer> textOffset, List<@Nullable Float> tokenLogprobs, List<String> tokens,
        @Nullable List<@Nullable Map<String, Float>> topLogprobs) {

    /** JSON has no word for minus infinity; vLLM's. */
    static final float IMPOSSIBLE = -9999;

    static CompletionLogprobs of(List<TextToken> tokens, int numTop, TokenNames names) {
        List<Integer> offsets = new ArrayList<>();
        List<@Nullable Float> logprobs = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<@Nullable Map<String, Float>> top = new ArrayList<>();
        for (TextToken token : tokens) {
            TextToken.Logprobs scores = token.logprobs();
            offsets.add(token.offset());
            labels.add(names.of(token));
            logprobs.add((scores != null) ? finite(scores.logprob()) : null);
            top.add((scores != null) ? top(token, scores, numTop, names) : null);
        }
        return new CompletionLogprobs(offsets, logprobs, labels, (numTop > 0) ? top : null);
    }

    private static Map<String, Float> top(TextToken token, TextToken.Logprobs scores, int numTop, TokenNames names) {
        Map<String, Float> top = new LinkedHashMap<>();
        List<ScoredToken> likeliest = scores.top().subList(0, Math.min(numTop, scores.top().size()));
        names.others(token, likeliest).forEach((name, other) -> top.put(name, finite(other.logprob())));
        top.put(names.of(token), finite(scores.logprob()));
        return top;
    }

    public static float finite(float logprob) {
        return Math.max(logprob, IMPOSSIBLE);
    }

}

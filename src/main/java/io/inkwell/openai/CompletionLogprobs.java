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
 * Log-probabilities in the format of completions: parallel lists with one entry per
 * token.
 *
 * @param textOffset where each token starts in the returned text, in code points
 * @param tokenLogprobs null for the first token of a prompt
 * @param topLogprobs the most likely tokens and the token itself, by name. An entry is
 * null for the first token of a prompt. The list is null if none were requested
 */
@JsonPropertyOrder({ "text_offset", "token_logprobs", "tokens", "top_logprobs" })
public record CompletionLogprobs(List<Integer> textOffset, List<@Nullable Float> tokenLogprobs, List<String> tokens,
        @Nullable List<@Nullable Map<String, Float>> topLogprobs) {

    /**
     * Stands for minus infinity, which JSON cannot represent. vLLM uses the same value.
     */
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

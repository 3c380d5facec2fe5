package io.inkwell.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
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
 * @param topLogprobs the most likely tokens, or those that the request lists, and the
 * token itself, by name. An entry is null for the first token of a prompt. The list is
 * null if none were requested
 * @param tokenIds the ids of {@code tokens}; null unless requested
 * @param topTokenIds the ids of {@code topLogprobs}, by the same names; null unless both
 * were requested
 * @param entropy of the model's distribution in nats; null unless requested, and for
 * tokens of a prompt
 */
@JsonPropertyOrder({ "text_offset", "token_logprobs", "tokens", "top_logprobs", "token_ids", "top_token_ids",
        "entropy" })
public record CompletionLogprobs(List<Integer> textOffset, List<@Nullable Float> tokenLogprobs, List<String> tokens,
        @Nullable List<@Nullable Map<String, Float>> topLogprobs,
        @JsonInclude(Include.NON_NULL) @Nullable List<Integer> tokenIds,
        @JsonInclude(Include.NON_NULL) @Nullable List<@Nullable Map<String, Integer>> topTokenIds,
        @JsonInclude(Include.NON_NULL) @Nullable List<@Nullable Float> entropy) {

    /**
     * Stands for minus infinity, which JSON cannot represent. vLLM uses the same value.
     */
    static final float IMPOSSIBLE = -9999;

    /**
     * @param hasTop whether to return tokens other than those of the text
     */
    static CompletionLogprobs of(List<TextToken> tokens, boolean hasTop, LogprobsFormat format) {
        List<Integer> offsets = new ArrayList<>();
        List<@Nullable Float> logprobs = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        List<@Nullable Map<String, Float>> top = new ArrayList<>();
        List<@Nullable Map<String, Integer>> topIds = new ArrayList<>();
        List<@Nullable Float> entropies = new ArrayList<>();
        for (TextToken token : tokens) {
            TextToken.Logprobs scores = token.logprobs();
            Map<String, ScoredToken> byName = (scores != null) ? byName(token, scores, format.names()) : null;
            offsets.add(token.offset());
            labels.add(format.names().of(token));
            logprobs.add((scores != null) ? finite(scores.logprob()) : null);
            ids.add(token.id());
            top.add((byName != null) ? values(byName, (each) -> finite(each.logprob())) : null);
            topIds.add((byName != null) ? values(byName, ScoredToken::id) : null);
            entropies.add(format.entropyOf(scores));
        }
        return new CompletionLogprobs(offsets, logprobs, labels, hasTop ? top : null, format.ids() ? ids : null,
                (format.ids() && hasTop) ? topIds : null, format.entropy() ? entropies : null);
    }

    /** The other tokens, then the token itself unless it is among them. */
    private static Map<String, ScoredToken> byName(TextToken token, TextToken.Logprobs scores, TokenNames names) {
        Map<String, ScoredToken> byName = names.others(token, scores.top());
        byName.put(names.of(token), new ScoredToken(token.id(), token.bytes(), scores.logprob()));
        return byName;
    }

    private static <T> Map<String, T> values(Map<String, ScoredToken> byName, Function<ScoredToken, T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        byName.forEach((name, token) -> values.put(name, value.apply(token)));
        return values;
    }

    public static float finite(float logprob) {
        return Math.max(logprob, IMPOSSIBLE);
    }

}

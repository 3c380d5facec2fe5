package io.inkwell.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;

/**
 * Log-probabilities of the candidates at one prompt position, by token id, in vLLM's
 * format.
 */
public record PromptLogprobs(@JsonValue Map<Integer, Entry> byTokenId) {

    /**
     * @param rank 1 for the most likely token
     */
    @JsonPropertyOrder({ "logprob", "rank", "decoded_token" })
    record Entry(float logprob, int rank, String decodedToken) {
    }

    /** One for each prompt token, the token itself first; null for the first token. */
    public static List<@Nullable PromptLogprobs> of(PromptTokens prompt, int numTop) {
        List<@Nullable PromptLogprobs> all = new ArrayList<>();
        for (TextToken token : prompt.tokens()) {
            TextToken.Logprobs scores = token.logprobs();
            all.add((scores != null) ? of(token, scores, numTop) : null);
        }
        return all;
    }

    private static PromptLogprobs of(TextToken token, TextToken.Logprobs scores, int numTop) {
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        entries.put(token.id(), entry(scores.logprob(), scores.rank(), token.label()));
        for (int i = 0; i < Math.min(numTop, scores.top().size()); i++) {
            ScoredToken candidate = scores.top().get(i);
            entries.putIfAbsent(candidate.id(), entry(candidate.logprob(), i + 1, candidate.label()));
        }
        return new PromptLogprobs(entries);
    }

    private static Entry entry(float logprob, int rank, String label) {
        return new Entry(CompletionLogprobs.finite(logprob), rank, label);
    }

}

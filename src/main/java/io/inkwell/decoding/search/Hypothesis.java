package io.inkwell.decoding.search;

import java.util.List;

import io.inkwell.decoding.TokenLogprobs;

/**
 * A finished text of a search.
 *
 * @param tokens the output, the token that ended it included
 * @param score what it was ranked by
 * @param logprobs one for each token; empty if they were not asked for
 */
public record Hypothesis(int[] tokens, double score, List<TokenLogprobs> logprobs) {

    public Hypothesis {
        logprobs = List.copyOf(logprobs);
    }

}

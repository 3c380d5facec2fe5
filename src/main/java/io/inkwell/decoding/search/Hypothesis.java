package io.inkwell.decoding.search;

import java.util.List;

import io.inkwell.decoding.TokenLogprobs;

/**
 * A finished result of a search.
 *
 * @param tokens the output tokens, including the stop token that ended it
 * @param score the score by which hypotheses are ranked
 * @param logprobs one per token; empty if not requested
 */
public record Hypothesis(int[] tokens, double score, List<TokenLogprobs> logprobs) {

    public Hypothesis {
        logprobs = List.copyOf(logprobs);
    }

}

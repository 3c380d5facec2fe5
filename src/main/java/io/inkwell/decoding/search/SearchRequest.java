package io.inkwell.decoding.search;

import java.util.function.Supplier;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.stop.StopConditions;

/**
 * The input of a search.
 *
 * @param sampling its biases, bans and penalties; the other parameters are ignored
 * @param tokenBytes creates a converter from tokens to bytes, in which stop strings are
 * matched; one per hypothesis
 * @param numTopLogprobs the number of top log-probabilities per token; -1 for no
 * log-probabilities at all
 */
public record SearchRequest(int[] promptTokens, SamplingParams sampling, StopConditions stop,
        Supplier<TokenBytes> tokenBytes, int numTopLogprobs) {
}

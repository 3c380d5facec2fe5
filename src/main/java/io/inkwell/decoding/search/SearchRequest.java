package io.inkwell.decoding.search;

import java.util.function.Supplier;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.stop.StopConditions;

/**
 * What a search begins with.
 *
 * @param sampling its biases, bans and penalties; the rest has no effect
 * @param tokenBytes turns the tokens of a text into bytes, in which stop strings are
 * looked for; a new one for each text
 * @param numTopLogprobs how many of the likeliest tokens to note beside each chosen one;
 * -1 to note not even its own log-probability
 */
public record SearchRequest(int[] promptTokens, SamplingParams sampling, StopConditions stop,
        Supplier<TokenBytes> tokenBytes, int numTopLogprobs) {
}

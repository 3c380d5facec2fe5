package io.inkwell.decoding;

import java.util.function.IntFunction;

/**
 * What a search begins with.
 *
 * @param sampling its biases, bans and penalties; the rest has no effect
 * @param tokenBytes the bytes that a token adds to the text, in which stop strings are
 * looked for
 * @param numTopLogprobs how many of the likeliest tokens to note beside each chosen one;
 * -1 to note not even its own log-probability
 */
public record SearchRequest(int[] promptTokens, SamplingParams sampling, StopConditions stop,
        IntFunction<byte[]> tokenBytes, int numTopLogprobs) {
}

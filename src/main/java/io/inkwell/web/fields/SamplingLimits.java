package io.inkwell.web.fields;

/**
 * Limits of the sampling fields of one request.
 *
 * @param maxLogitBias the maximum number of biased tokens
 * @param maxBadWords the maximum number of bad words
 * @param maxBadWordLength the maximum length of a bad word in characters
 */
public record SamplingLimits(int maxLogitBias, int maxBadWords, int maxBadWordLength) {
}

package io.inkwell.web.fields;

/**
 * What one request may ask of the choice of its tokens.
 *
 * @param maxLogitBias how many tokens may be given a bias
 * @param maxBadWords how many words may be banned
 * @param maxBadWordLength how long each, in characters
 */
public record SamplingLimits(int maxLogitBias, int maxBadWords, int maxBadWordLength) {
}

package io.inkwell.explanation.noise;

import org.jspecify.annotations.Nullable;

/**
 * Settings of learned noise.
 *
 * @param rate the weight of the entropy
 * @param scale the upper bound of sigma; null for ten standard deviations of the token
 * embeddings
 * @param numSamples samples of noise per step
 * @param seed of the noise and of a random start
 */
public record NoiseSettings(NoiseMode mode, int iterations, double rate, @Nullable Double scale, double learningRate,
        int numSamples, long seed) {
}

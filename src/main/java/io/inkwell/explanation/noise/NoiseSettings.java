package io.inkwell.explanation.noise;

import org.jspecify.annotations.Nullable;

/**
 * How the noise that a text tolerates is learned.
 *
 * @param rate what a unit of the noise's entropy is worth
 * @param scale the largest that the noise may become; null for ten times the standard
 * deviation of the model's token embeddings
 * @param numSamples of noise, of each step
 * @param seed of the noise, and of the start where that is random
 */
public record NoiseSettings(NoiseMode mode, int iterations, double rate, @Nullable Double scale, double learningRate,
        int numSamples, long seed) {
}

package io.inkwell.explanation.noise;

import java.util.random.RandomGenerator;

/**
 * Draws standard normal noise. The generator of the TorchScript program is shared by the
 * process, so only a generator in Java makes a seed reproducible. A draw takes about one
 * percent of a step.
 */
final class GaussianNoise {

    private final RandomGenerator random;

    private final boolean antithetic;

    private final float[] noise;

    /**
     * @param antithetic whether the second half of the samples is the negated first half,
     * which reduces the variance
     * @param sampleSize numbers in one sample
     */
    GaussianNoise(RandomGenerator random, boolean antithetic, int numSamples, int sampleSize) {
        if (antithetic && numSamples % 2 != 0) {
            throw new IllegalArgumentException("numSamples must be even to be antithetic; given: " + numSamples);
        }
        this.random = random;
        this.antithetic = antithetic;
        this.noise = new float[numSamples * sampleSize];
    }

    /** Draws the next samples into one array, which the next draw overwrites. */
    float[] draw() {
        int numDrawn = this.antithetic ? this.noise.length / 2 : this.noise.length;
        for (int i = 0; i < numDrawn; i++) {
            this.noise[i] = (float) this.random.nextGaussian();
        }
        for (int i = numDrawn; i < this.noise.length; i++) {
            this.noise[i] = -this.noise[i - numDrawn];
        }
        return this.noise;
    }

}

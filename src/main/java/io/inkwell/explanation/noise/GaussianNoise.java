package io.inkwell.explanation.noise;

import java.util.random.RandomGenerator;

/**
 * Draws standard normal noise, new with every draw. Drawn here and not in the model's
 * program, whose generator is the whole process': so a seed gives the same noise whatever
 * else is computed at the time, and whichever PyTorch computes it. A draw takes a
 * hundredth of the step it is for.
 */
final class GaussianNoise {

    private final RandomGenerator random;

    private final boolean antithetic;

    private final float[] noise;

    /**
     * @param antithetic whether the second half of the samples is the first half negated,
     * so that what is odd in the noise cancels out
     * @param sampleSize how many numbers a sample has
     */
    GaussianNoise(RandomGenerator random, boolean antithetic, int numSamples, int sampleSize) {
        if (antithetic && numSamples % 2 != 0) {
            throw new IllegalArgumentException("numSamples must be even to be antithetic; given: " + numSamples);
        }
        this.random = random;
        this.antithetic = antithetic;
        this.noise = new float[numSamples * sampleSize];
    }

    /** The next samples, one behind the other, in an array that is reused. */
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

package io.inkwell.explanation.noise;

import java.util.random.RandomGenerator;

/** How the noise is optimized. */
enum NoiseMode {

    /**
     * Starts in the middle, draws antithetic samples, and averages the second half of the
     * steps.
     */
    STEADY(300, 0.1, 4, 0.99),
    /**
     * Same as the code of the paper: starts at random, draws one sample per step, and
     * selects the step with the lowest loss.
     */
    REFERENCE(1000, 0.01, 1, 0.999);

    private final int defaultIterations;

    private final double defaultLearningRate;

    private final int defaultSamples;

    private final double beta2;

    NoiseMode(int defaultIterations, double defaultLearningRate, int defaultSamples, double beta2) {
        this.defaultIterations = defaultIterations;
        this.defaultLearningRate = defaultLearningRate;
        this.defaultSamples = defaultSamples;
        this.beta2 = beta2;
    }

    int defaultIterations() {
        return this.defaultIterations;
    }

    double defaultLearningRate() {
        return this.defaultLearningRate;
    }

    int defaultSamples() {
        return this.defaultSamples;
    }

    boolean isAntithetic() {
        return this == STEADY;
    }

    /**
     * The decay rate of the second moments in Adam. The first gradients are far larger
     * than later ones, so with the usual rate steps stay small for thousands of
     * iterations.
     */
    double beta2() {
        return this.beta2;
    }

    double[] start(RandomGenerator random, int numParts) {
        double[] theta = new double[numParts];
        if (this == REFERENCE) {
            for (int part = 0; part < numParts; part++) {
                theta[part] = random.nextGaussian();
            }
        }
        return theta;
    }

}

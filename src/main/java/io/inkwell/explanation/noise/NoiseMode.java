package io.inkwell.explanation.noise;

import java.util.random.RandomGenerator;

/** How the noise that a text tolerates is looked for. */
enum NoiseMode {

    /**
     * From the middle, several samples a step that are each other's negatives, and the
     * mean of the second half of the steps.
     */
    STEADY(300, 0.1, 4, 0.99),
    /**
     * As the code beside the paper: from a random place, one sample a step, and of all
     * steps the one that had the lowest loss with the noise it happened to get.
     */
    REFERENCE(1000, 0.01, 1, 0.999);

    private final int defaultIterations;

    private final double defaultLearningRate;

    private final int defaultSamples;

    private final double memoryOfSquares;

    NoiseMode(int defaultIterations, double defaultLearningRate, int defaultSamples, double memoryOfSquares) {
        this.defaultIterations = defaultIterations;
        this.defaultLearningRate = defaultLearningRate;
        this.defaultSamples = defaultSamples;
        this.memoryOfSquares = memoryOfSquares;
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
     * Adam's. The first gradients are many times larger than all later ones, and with its
     * usual memory steps stay small for thousands of them.
     */
    double memoryOfSquares() {
        return this.memoryOfSquares;
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

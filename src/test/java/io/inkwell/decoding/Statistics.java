package io.inkwell.decoding;

import java.util.Arrays;

/** Tests of fit, in standard deviations from what chance alone is expected to do. */
public final class Statistics {

    private Statistics() {
    }

    /** For counts of outcomes whose probabilities are in proportion to the weights. */
    public static double chiSquareSigmas(int[] counts, double[] weights) {
        double numDraws = Arrays.stream(counts).sum();
        double sum = Arrays.stream(weights).sum();
        double chiSquare = 0;
        int freedom = -1;
        for (int i = 0; i < counts.length; i++) {
            double expected = numDraws * weights[i] / sum;
            if (expected > 0) {
                chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
                freedom++;
            }
            else if (counts[i] > 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return (chiSquare - freedom) / Math.sqrt(2.0 * freedom);
    }

    public static double chiSquareSigmas(int[] counts) {
        double[] weights = new double[counts.length];
        Arrays.fill(weights, 1);
        return chiSquareSigmas(counts, weights);
    }

    /**
     * Kolmogorov and Smirnov's distance to the uniform distribution, times the root of n.
     */
    public static double kolmogorovSmirnov(double[] uniform) {
        double[] sorted = uniform.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double above = (i + 1.0) / sorted.length - sorted[i];
            distance = Math.max(distance, Math.max(above, 1.0 / sorted.length - above));
        }
        return distance * Math.sqrt(sorted.length);
    }

}

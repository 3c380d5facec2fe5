package io.inkwell.decoding;

import java.util.Arrays;

/**
 * Goodness-of-fit tests; results are in standard deviations from the expectation.
 */
public final class Statistics {

    private Statistics() {
    }

    /**
     * The chi-square statistic for counts of outcomes with probabilities proportional to
     * the weights.
     */
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
     * The Kolmogorov-Smirnov distance to the uniform distribution, times sqrt(n).
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

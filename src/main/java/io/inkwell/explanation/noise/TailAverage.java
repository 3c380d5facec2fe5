package io.inkwell.explanation.noise;

/**
 * Averages the second half of a series of vectors and losses, and estimates the standard
 * error. Neighboring elements are correlated, so the error is computed from the means of
 * a few blocks.
 */
final class TailAverage {

    private static final int NUM_BLOCKS = 8;

    private final int firstKept;

    private final int numKept;

    private final double[][] sums;

    private final int[] sizes = new int[NUM_BLOCKS];

    private double lossSum;

    private int numSeen;

    /**
     * @param length of the series; at least two elements per block
     */
    TailAverage(int length, int width) {
        if (length < 2 * NUM_BLOCKS) {
            throw new IllegalArgumentException("length must be at least " + 2 * NUM_BLOCKS + "; given: " + length);
        }
        this.firstKept = length / 2;
        this.numKept = length - this.firstKept;
        this.sums = new double[NUM_BLOCKS][width];
    }

    void add(double[] vector, double loss) {
        int kept = this.numSeen++ - this.firstKept;
        if (kept < 0) {
            return;
        }
        int block = kept * NUM_BLOCKS / this.numKept;
        for (int i = 0; i < vector.length; i++) {
            this.sums[block][i] += vector[i];
        }
        this.sizes[block]++;
        this.lossSum += loss;
    }

    double[] mean() {
        return mean(0, NUM_BLOCKS);
    }

    double meanLoss() {
        return this.lossSum / this.numKept;
    }

    /** The standard error of the mean of each vector element. */
    double[] standardError() {
        double[] mean = mean();
        double[] error = new double[mean.length];
        for (int block = 0; block < NUM_BLOCKS; block++) {
            double[] ofBlock = mean(block, block + 1);
            for (int i = 0; i < mean.length; i++) {
                error[i] += Math.pow(ofBlock[i] - mean[i], 2) / (NUM_BLOCKS * (NUM_BLOCKS - 1));
            }
        }
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.sqrt(error[i]);
        }
        return error;
    }

    /** The mean of the first half of the averaged elements. */
    double[] earlierMean() {
        return mean(0, NUM_BLOCKS / 2);
    }

    /** The mean of the second half of the averaged elements. */
    double[] laterMean() {
        return mean(NUM_BLOCKS / 2, NUM_BLOCKS);
    }

    private double[] mean(int fromBlock, int toBlock) {
        double[] mean = new double[this.sums[0].length];
        int size = 0;
        for (int block = fromBlock; block < toBlock; block++) {
            size += this.sizes[block];
        }
        for (int block = fromBlock; block < toBlock; block++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += this.sums[block][i] / size;
            }
        }
        return mean;
    }

}

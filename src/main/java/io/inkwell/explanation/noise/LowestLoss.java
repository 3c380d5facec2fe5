package io.inkwell.explanation.noise;

/** Keeps the vector with the lowest loss of a series; in a tie, the first. */
final class LowestLoss {

    private double[] vector = {};

    private double loss = Double.POSITIVE_INFINITY;

    void add(double[] vector, double loss) {
        if (loss < this.loss) {
            this.vector = vector.clone();
            this.loss = loss;
        }
    }

    double[] vector() {
        return this.vector;
    }

    double loss() {
        return this.loss;
    }

}

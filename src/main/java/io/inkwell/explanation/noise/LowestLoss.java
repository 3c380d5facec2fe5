package io.inkwell.explanation.noise;

/** Of a series of vectors, the one whose number is the lowest; of several, the first. */
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

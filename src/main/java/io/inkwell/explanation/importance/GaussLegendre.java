package io.inkwell.explanation.importance;

/**
 * Gauss-Legendre quadrature on [0, 1]. The weights sum to 1. With n nodes it is exact for
 * polynomials of degree below 2n.
 */
record GaussLegendre(double[] nodes, double[] weights) {

    /**
     * Each round doubles the number of correct digits: three reach double precision, and
     * the others are a margin.
     */
    private static final int ROUNDS = 5;

    /** Finds the zeros of the Legendre polynomial of this degree with Newton's method. */
    static GaussLegendre of(int numNodes) {
        double[] nodes = new double[numNodes];
        double[] weights = new double[numNodes];
        for (int i = 0; i < numNodes; i++) {
            double x = -Math.cos(Math.PI * (i + 0.75) / (numNodes + 0.5));
            double slope = 0;
            for (int round = 0; round < ROUNDS; round++) {
                double value = 1;
                double before = 0;
                for (int degree = 1; degree <= numNodes; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
                    before = value;
                    value = next;
                }
                slope = numNodes * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            nodes[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new GaussLegendre(nodes, weights);
    }

}

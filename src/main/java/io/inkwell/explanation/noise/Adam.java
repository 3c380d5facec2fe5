package io.inkwell.explanation.noise;

/** The Adam optimizer (Kingma and Ba, 2015), same as in PyTorch. */
final class Adam {

    private static final double MEMORY_OF_MEANS = 0.9;

    private static final double EPSILON = 1e-8;

    private final double learningRate;

    private final double memoryOfSquares;

    private final double[] means;

    private final double[] squares;

    private int numSteps;

    /**
     * @param memoryOfSquares decay rate of the second moments, beta2; usually 0.999
     */
    Adam(double learningRate, double memoryOfSquares, int numParameters) {
        this.learningRate = learningRate;
        this.memoryOfSquares = memoryOfSquares;
        this.means = new double[numParameters];
        this.squares = new double[numParameters];
    }

    /** Updates the parameters in place. */
    void step(double[] parameters, double[] gradient) {
        this.numSteps++;
        double meanShare = 1 - Math.pow(MEMORY_OF_MEANS, this.numSteps);
        double squareShare = 1 - Math.pow(this.memoryOfSquares, this.numSteps);
        for (int i = 0; i < parameters.length; i++) {
            this.means[i] = mix(MEMORY_OF_MEANS, this.means[i], gradient[i]);
            this.squares[i] = mix(this.memoryOfSquares, this.squares[i], gradient[i] * gradient[i]);
            double size = Math.sqrt(this.squares[i] / squareShare) + EPSILON;
            parameters[i] -= this.learningRate * (this.means[i] / meanShare) / size;
        }
    }

    private static double mix(double memory, double before, double now) {
        return memory * before + (1 - memory) * now;
    }

}

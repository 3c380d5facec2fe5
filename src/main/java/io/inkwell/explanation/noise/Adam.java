package io.inkwell.explanation.noise;

/** The Adam optimizer (Kingma and Ba, 2015), same as in PyTorch. */
final class Adam {

    private static final double BETA1 = 0.9;

    private static final double EPSILON = 1e-8;

    private final double learningRate;

    private final double beta2;

    private final double[] means;

    private final double[] squares;

    private int numSteps;

    /**
     * @param beta2 decay rate of the second moments; usually 0.999
     */
    Adam(double learningRate, double beta2, int numParameters) {
        this.learningRate = learningRate;
        this.beta2 = beta2;
        this.means = new double[numParameters];
        this.squares = new double[numParameters];
    }

    /** Updates the parameters in place. */
    void step(double[] parameters, double[] gradient) {
        this.numSteps++;
        double meanShare = 1 - Math.pow(BETA1, this.numSteps);
        double squareShare = 1 - Math.pow(this.beta2, this.numSteps);
        for (int i = 0; i < parameters.length; i++) {
            this.means[i] = decayed(BETA1, this.means[i], gradient[i]);
            this.squares[i] = decayed(this.beta2, this.squares[i], gradient[i] * gradient[i]);
            double size = Math.sqrt(this.squares[i] / squareShare) + EPSILON;
            parameters[i] -= this.learningRate * (this.means[i] / meanShare) / size;
        }
    }

    private static double decayed(double beta, double before, double now) {
        return beta * before + (1 - beta) * now;
    }

}

package io.inkwell.model.training;

/**
 * The options of one step of AdamW, with the meaning that they have in PyTorch.
 *
 * @param weightDecay the decoupled weight decay of all weights except biases and those of
 * norms
 * @param maxGradientNorm the norm of all gradients above which they are scaled down to
 * it; infinity for no limit
 * @param labelSmoothing the share of the target distribution that is spread evenly over
 * the vocabulary, from 0 to below 1
 * @param dropout the dropout probability of embeddings, attention and the output of each
 * block, from 0 to below 1
 * @param step the number of the step from 1, for the bias correction
 * @param seed the seed of dropout
 */
public record StepOptions(double learningRate, double beta1, double beta2, double epsilon, double weightDecay,
        double maxGradientNorm, double labelSmoothing, double dropout, long step, long seed) {

    public StepOptions {
        require("learningRate", learningRate, learningRate >= 0 && Double.isFinite(learningRate),
                "a finite number of at least 0");
        requireFraction("beta1", beta1);
        requireFraction("beta2", beta2);
        require("epsilon", epsilon, epsilon >= 0 && Double.isFinite(epsilon), "a finite number of at least 0");
        require("weightDecay", weightDecay, weightDecay >= 0 && Double.isFinite(weightDecay),
                "a finite number of at least 0");
        require("maxGradientNorm", maxGradientNorm, maxGradientNorm > 0, "above 0");
        requireFraction("labelSmoothing", labelSmoothing);
        requireFraction("dropout", dropout);
        require("step", step, step >= 1, "at least 1");
    }

    private static void requireFraction(String name, double value) {
        require(name, value, value >= 0 && value < 1, "at least 0 and below 1");
    }

    private static void require(String name, Number value, boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + rule + "; given: " + value);
        }
    }

}

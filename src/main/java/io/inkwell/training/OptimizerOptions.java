package io.inkwell.training;

import java.util.Map;

import io.inkwell.error.ServiceException;

/**
 * The loss and AdamW.
 *
 * @param learningRate {@code --learning-rate}: the highest learning rate of the schedule
 * @param beta1 {@code --adam-beta1}: the decay of the mean of the gradients
 * @param beta2 {@code --adam-beta2}: the decay of the mean of their squares
 * @param epsilon {@code --adam-epsilon}: added to the square root of that mean
 * @param weightDecay {@code --weight-decay}: decoupled decay of matrices and embeddings
 * @param maxGradientNorm {@code --max-grad-norm}: longer gradients are scaled down to it;
 * 0 for no limit
 * @param labelSmoothing {@code --label-smoothing}: the probability that is spread over
 * all tokens
 * @param dropout {@code --dropout}: the probability that a value becomes 0, after the
 * embeddings, in the attention, and after its projection and the MLP
 */
public record OptimizerOptions(double learningRate, double beta1, double beta2, double epsilon, double weightDecay,
        double maxGradientNorm, double labelSmoothing, double dropout) {

    /** The defaults of transformers; the dropout is that of GPT-2's config. */
    public static final OptimizerOptions DEFAULT = new OptimizerOptions(5e-5, 0.9, 0.999, 1e-8, 0, 1, 0, 0.1);

    public OptimizerOptions {
        requirePositive("--learning-rate", learningRate);
        requireFraction("--adam-beta1", beta1);
        requireFraction("--adam-beta2", beta2);
        requirePositive("--adam-epsilon", epsilon);
        requireAtLeastZero("--weight-decay", weightDecay);
        requireAtLeastZero("--max-grad-norm", maxGradientNorm);
        requireFraction("--label-smoothing", labelSmoothing);
        requireFraction("--dropout", dropout);
    }

    private static void requirePositive(String option, double value) {
        ServiceException.require(value > 0 && value <= Double.MAX_VALUE, option, "a finite number above 0", value);
    }

    private static void requireAtLeastZero(String option, double value) {
        ServiceException.require(value >= 0 && value <= Double.MAX_VALUE, option, "a finite number of at least 0",
                value);
    }

    private static void requireFraction(String option, double value) {
        ServiceException.require(value >= 0 && value < 1, option, "from 0 to less than 1", value);
    }

    /** The limit of the gradient norm; infinity for none. */
    double gradientNormLimit() {
        return (this.maxGradientNorm > 0) ? this.maxGradientNorm : Double.POSITIVE_INFINITY;
    }

    void addFixedOnResume(Map<String, String> values) {
        values.put("--learning-rate", Double.toString(this.learningRate));
        values.put("--adam-beta1", Double.toString(this.beta1));
        values.put("--adam-beta2", Double.toString(this.beta2));
        values.put("--adam-epsilon", Double.toString(this.epsilon));
        values.put("--weight-decay", Double.toString(this.weightDecay));
        values.put("--max-grad-norm", Double.toString(this.maxGradientNorm));
        values.put("--label-smoothing", Double.toString(this.labelSmoothing));
        values.put("--dropout", Double.toString(this.dropout));
    }

}

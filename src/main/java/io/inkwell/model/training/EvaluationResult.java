package io.inkwell.model.training;

/**
 * The loss of a model on text, without dropout and label smoothing.
 *
 * @param lossSum the sum of the losses of all targets in nats
 * @param numCorrect the number of targets that are the most likely token
 */
public record EvaluationResult(double lossSum, long numTargets, long numCorrect) {

    /** No targets. */
    public static final EvaluationResult NONE = new EvaluationResult(0, 0, 0);

    /** The result on the targets of both. */
    public EvaluationResult plus(EvaluationResult other) {
        return new EvaluationResult(this.lossSum + other.lossSum, this.numTargets + other.numTargets,
                this.numCorrect + other.numCorrect);
    }

    /** The mean loss of a target; NaN without targets. */
    public double meanLoss() {
        return this.lossSum / this.numTargets;
    }

    /** The share of correct targets; NaN without targets. */
    public double accuracy() {
        return (double) this.numCorrect / this.numTargets;
    }

}

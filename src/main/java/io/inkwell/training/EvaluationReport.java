package io.inkwell.training;

/**
 * An evaluation on the text that the run does not learn.
 *
 * @param step the step before the evaluation; 0 for the one before training
 * @param epoch the epochs so far, with a fraction
 * @param loss the mean over all targets in nats, without label smoothing and dropout
 * @param accuracy the fraction of the targets that the model ranks first
 */
public record EvaluationReport(long step, double epoch, double loss, double accuracy) implements MeanLoss {
}

package io.inkwell.model.training;

/**
 * The result of one step.
 *
 * @param loss the mean loss of all targets in nats, with label smoothing, before the step
 * @param gradientNorm the L2 norm of all gradients before clipping
 * @param applied whether the weights changed; false if the loss or the norm is not
 * finite, in which case neither weights nor moments change
 */
public record StepResult(double loss, double gradientNorm, boolean applied) {
}

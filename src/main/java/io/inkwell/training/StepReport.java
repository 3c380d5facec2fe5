package io.inkwell.training;

import java.time.Duration;

/**
 * One optimizer step.
 *
 * @param step from 1
 * @param loss the mean over the targets of the step, in nats, with label smoothing
 * @param gradientNorm before clipping
 * @param numTokens the tokens of its examples, without padding
 * @param time that the step took, without evaluations and checkpoints
 */
public record StepReport(long step, double loss, double gradientNorm, double learningRate, long numTokens,
        Duration time) {
}

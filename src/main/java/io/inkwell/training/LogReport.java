package io.inkwell.training;

/**
 * The steps since the last such report.
 *
 * @param step the last of these steps, from 1
 * @param epoch the epochs so far, with a fraction
 * @param loss the mean of the losses of these steps, in nats
 * @param gradientNorm that of the last step, before clipping
 * @param learningRate that of the last step
 * @param tokensPerSecond tokens of the examples per second of the steps
 */
public record LogReport(long step, double epoch, double loss, double gradientNorm, double learningRate,
        double tokensPerSecond) implements MeanLoss {
}

package io.inkwell.training;

import java.time.Duration;

/**
 * The sums over some steps.
 *
 * @param numSteps the number of steps
 * @param numTokens the tokens of their examples, without padding
 * @param time that they took, without evaluations and checkpoints
 */
public record StepTotals(long numSteps, long numTokens, Duration time) {

    /** No steps. */
    public static final StepTotals NONE = new StepTotals(0, 0, Duration.ZERO);

    private static final double NANOS_PER_SECOND = 1e9;

    /** The sums with one more step. */
    public StepTotals plus(StepReport step) {
        return new StepTotals(this.numSteps + 1, this.numTokens + step.numTokens(), this.time.plus(step.time()));
    }

    /** 0 without steps. */
    public double tokensPerSecond() {
        // A clock may return the same time twice.
        return this.numTokens * NANOS_PER_SECOND / Math.max(1, this.time.toNanos());
    }

}

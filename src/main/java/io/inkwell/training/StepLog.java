package io.inkwell.training;

import java.util.ArrayList;
import java.util.List;

/** Makes a {@link LogReport} of each interval. Not thread-safe. */
final class StepLog {

    private static final double NANOS_PER_SECOND = 1e9;

    private final List<LogReport> reports;

    private LossSum losses;

    private long numTokens;

    private long nanos;

    StepLog(List<LogReport> reports, LossSum losses) {
        this.reports = new ArrayList<>(reports);
        this.losses = losses;
    }

    void add(StepReport step) {
        this.losses = this.losses.plus(step.loss());
        this.numTokens += step.numTokens();
        this.nanos += step.time().toNanos();
    }

    /**
     * Ends the interval.
     * @param last its last step
     * @param epoch the epochs so far
     */
    LogReport report(StepReport last, double epoch) {
        // A clock may return the same time twice.
        double seconds = Math.max(1, this.nanos) / NANOS_PER_SECOND;
        LogReport report = new LogReport(last.step(), epoch, this.losses.mean(), last.gradientNorm(),
                last.learningRate(), this.numTokens / seconds);
        this.reports.add(report);
        this.losses = LossSum.NONE;
        this.numTokens = 0;
        this.nanos = 0;
        return report;
    }

    List<LogReport> reports() {
        return List.copyOf(this.reports);
    }

    /** The losses since the last report. */
    LossSum losses() {
        return this.losses;
    }

}

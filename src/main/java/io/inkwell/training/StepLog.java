package io.inkwell.training;

import java.util.ArrayList;
import java.util.List;

/** Makes a {@link LogReport} of each interval. Not thread-safe. */
final class StepLog {

    private final List<LogReport> reports;

    private LossSum losses;

    private StepTotals steps = StepTotals.NONE;

    StepLog(List<LogReport> reports, LossSum losses) {
        this.reports = new ArrayList<>(reports);
        this.losses = losses;
    }

    void add(StepReport step) {
        this.losses = this.losses.plus(step.loss());
        this.steps = this.steps.plus(step);
    }

    /**
     * Ends the interval.
     * @param last its last step
     * @param epoch the epochs so far
     */
    LogReport report(StepReport last, double epoch) {
        LogReport report = new LogReport(last.step(), epoch, this.losses.mean(), last.gradientNorm(),
                last.learningRate(), this.steps.tokensPerSecond());
        this.reports.add(report);
        this.losses = LossSum.NONE;
        this.steps = StepTotals.NONE;
        return report;
    }

    List<LogReport> reports() {
        return List.copyOf(this.reports);
    }

    /** The mean of the losses in the last report. */
    double lastLoss() {
        return this.reports.get(this.reports.size() - 1).loss();
    }

    /** The losses since the last report. */
    LossSum losses() {
        return this.losses;
    }

}

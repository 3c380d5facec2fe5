package io.inkwell.cli.train;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

import io.inkwell.cli.terminal.Bars;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextStyle;
import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.StepReport;
import io.inkwell.training.StepTotals;
import io.inkwell.training.TrainingListener;
import io.inkwell.training.TrainingPlan;

/**
 * Shows a run on the error stream: a bar with the latest figures if it is a terminal, or
 * else a line for each report. Evaluations and checkpoints are lines in both.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;

    private final boolean isTerminal;

    private @Nullable ProgressBar bar;

    private long totalSteps;

    private StepTotals steps = StepTotals.NONE;

    TrainingProgress(Terminal terminal) {
        this.err = new PrintStream(terminal.err(), true, StandardCharsets.UTF_8);
        this.isTerminal = terminal.errStyle() == TextStyle.ANSI;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        this.totalSteps = plan.totalSteps();
        plan.notices().forEach(this::line);
        line("%,d examples with %,d tokens; %,d examples held out", plan.numExamples(), plan.numTokens(),
                plan.numEvaluationExamples());
        if (plan.firstStep() > plan.totalSteps()) {
            return;
        }
        if (plan.firstStep() > 1) {
            line("resumes at step %d of %d", plan.firstStep(), plan.totalSteps());
        }
        else {
            line("%,d steps, %,d per epoch", plan.totalSteps(), plan.stepsPerEpoch());
        }
        if (this.isTerminal) {
            this.bar = Bars.builder(this.err)
                .setTaskName("")
                .setInitialMax(plan.totalSteps())
                .startsFrom(plan.firstStep() - 1, Duration.ZERO)
                .build();
        }
    }

    @Override
    public void onStep(StepReport step) {
        this.steps = this.steps.plus(step);
        if (this.bar != null) {
            // The mean speed, because that of one step varies with the length of its
            // examples.
            this.bar.setExtraMessage(
                    String.format(Locale.ROOT, "loss %.3f, %.0f tokens/s", step.loss(), this.steps.tokensPerSecond()));
            this.bar.stepTo(step.step());
        }
    }

    @Override
    public void onLog(LogReport report) {
        if (!this.isTerminal) {
            line("step %d/%d, epoch %.2f: loss %.4f, perplexity %.2f, learning rate %.3g, gradient norm %.3f, "
                    + "%.0f tokens/s, %s left", report.step(), this.totalSteps, report.epoch(), report.loss(),
                    report.perplexity(), report.learningRate(), report.gradientNorm(), report.tokensPerSecond(),
                    Times.format(timeLeft(report.step())));
        }
    }

    private Duration timeLeft(long step) {
        return (this.steps.numSteps() > 0)
                ? this.steps.time().multipliedBy(this.totalSteps - step).dividedBy(this.steps.numSteps())
                : Duration.ZERO;
    }

    @Override
    public void onEvaluation(EvaluationReport report, boolean isBest) {
        line("step %d, epoch %.2f: evaluation loss %.4f, perplexity %.2f, accuracy %.1f%%%s", report.step(),
                report.epoch(), report.loss(), report.perplexity(), 100 * report.accuracy(), isBest ? ", best" : "");
    }

    @Override
    public void onCheckpoint(long step, Path folder) {
        line("step %d: saved %s", step, folder);
    }

    /** Prints a line above the bar. Thread-safe. */
    void line(String format, Object... values) {
        String line = (values.length > 0) ? String.format(Locale.ROOT, format, values) : format;
        // In one write, so that the thread of the bar cannot print into it.
        this.err.print((this.isTerminal ? CLEAR_LINE : "") + line + "\n");
    }

    @Override
    public void close() {
        if (this.bar != null) {
            this.bar.close();
            this.bar = null;
        }
    }

}

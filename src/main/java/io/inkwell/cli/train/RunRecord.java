package io.inkwell.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.StepReport;
import io.inkwell.training.TrainingHistory;
import io.inkwell.training.TrainingListener;
import io.inkwell.training.TrainingPlan;

/** Keeps the reports of a run. */
final class RunRecord implements TrainingListener {

    private final List<LogReport> logs = new ArrayList<>();

    private final List<EvaluationReport> evaluations = new ArrayList<>();

    private boolean hasNews;

    private long numTokens;

    private long numSteps;

    private Duration time = Duration.ZERO;

    @Override
    public void onStart(TrainingPlan plan) {
        this.logs.addAll(plan.history().logs());
        this.evaluations.addAll(plan.history().evaluations());
    }

    @Override
    public void onStep(StepReport step) {
        this.hasNews = true;
        this.numSteps++;
        this.numTokens += step.numTokens();
        this.time = this.time.plus(step.time());
    }

    @Override
    public void onLog(LogReport report) {
        this.logs.add(report);
    }

    @Override
    public void onEvaluation(EvaluationReport report, boolean isBest) {
        this.hasNews = true;
        this.evaluations.add(report);
    }

    @Override
    public void onCheckpoint(long step, Path folder) {
    }

    /** The reports of the run, and of the one that it resumed. */
    TrainingHistory history() {
        return new TrainingHistory(this.logs, this.evaluations);
    }

    /** The evaluation before the first step. */
    Optional<EvaluationReport> before() {
        return this.evaluations.stream().filter((each) -> each.step() == 0).findFirst();
    }

    /** Whether this process did a step or an evaluation. */
    boolean hasNews() {
        return this.hasNews;
    }

    long numSteps() {
        return this.numSteps;
    }

    /** The time of the steps, without evaluations and checkpoints. */
    Duration time() {
        return this.time;
    }

    /** The mean over the steps of this process; 0 without steps. */
    double tokensPerSecond() {
        return this.time.isZero() ? 0 : this.numTokens * 1e9 / this.time.toNanos();
    }

}

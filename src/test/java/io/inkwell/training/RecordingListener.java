package io.inkwell.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records what a listener hears. */
final class RecordingListener implements TrainingListener {

    final List<TrainingPlan> plans = new ArrayList<>();

    final List<StepReport> steps = new ArrayList<>();

    final List<LogReport> logs = new ArrayList<>();

    final List<EvaluationReport> evaluations = new ArrayList<>();

    final List<EvaluationReport> best = new ArrayList<>();

    final List<Long> checkpoints = new ArrayList<>();

    @Override
    public void onStart(TrainingPlan plan) {
        this.plans.add(plan);
    }

    @Override
    public void onStep(StepReport step) {
        this.steps.add(step);
    }

    @Override
    public void onLog(LogReport report) {
        this.logs.add(report);
    }

    @Override
    public void onEvaluation(EvaluationReport report, boolean isBest) {
        this.evaluations.add(report);
        if (isBest) {
            this.best.add(report);
        }
    }

    @Override
    public void onCheckpoint(long step, Path folder) {
        this.checkpoints.add(step);
    }

    /** Whether so many steps are done; for cancellation. */
    boolean hasSteps(int count) {
        return this.steps.size() >= count;
    }

}

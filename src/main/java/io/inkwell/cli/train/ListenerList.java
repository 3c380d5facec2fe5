package io.inkwell.cli.train;

import java.nio.file.Path;
import java.util.List;

import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.StepReport;
import io.inkwell.training.TrainingListener;
import io.inkwell.training.TrainingPlan;

/** Passes what happens in a run to several listeners, in their order. */
record ListenerList(List<TrainingListener> listeners) implements TrainingListener {

    @Override
    public void onStart(TrainingPlan plan) {
        this.listeners.forEach((each) -> each.onStart(plan));
    }

    @Override
    public void onStep(StepReport step) {
        this.listeners.forEach((each) -> each.onStep(step));
    }

    @Override
    public void onLog(LogReport report) {
        this.listeners.forEach((each) -> each.onLog(report));
    }

    @Override
    public void onEvaluation(EvaluationReport report, boolean isBest) {
        this.listeners.forEach((each) -> each.onEvaluation(report, isBest));
    }

    @Override
    public void onCheckpoint(long step, Path folder) {
        this.listeners.forEach((each) -> each.onCheckpoint(step, folder));
    }

}

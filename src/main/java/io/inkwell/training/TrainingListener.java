package io.inkwell.training;

import java.nio.file.Path;

/**
 * Observes a run. All methods are called from the thread of {@link Trainer#run}, which
 * waits for them. An exception of a listener ends the run. The default methods do
 * nothing.
 */
public interface TrainingListener {

    /** The texts are read, and the first step comes next. */
    default void onStart(TrainingPlan plan) {
    }

    /** After each step. */
    default void onStep(StepReport step) {
    }

    /** After each interval of {@code --log-steps}, and after the last step. */
    default void onLog(LogReport report) {
    }

    /**
     * After each evaluation.
     * @param isBest whether its loss is the lowest since training began
     */
    default void onEvaluation(EvaluationReport report, boolean isBest) {
    }

    /**
     * A checkpoint is complete on the disk.
     * @param folder its folder
     */
    default void onCheckpoint(long step, Path folder) {
    }

}

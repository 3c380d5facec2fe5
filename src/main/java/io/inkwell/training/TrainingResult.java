package io.inkwell.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param lastStep the last step that changed the weights
 * @param plan what it had to do; empty if it was stopped while it read the texts
 * @param history all reports of the run, including those before it was resumed
 * @param steps the steps of this process
 * @param model the folder with the trained model, the best or else the last; empty unless
 * the run {@linkplain Outcome#isComplete() is complete}
 * @param checkpoint the last checkpoint
 */
public record TrainingResult(Outcome outcome, long lastStep, Optional<TrainingPlan> plan, TrainingHistory history,
        StepTotals steps, Optional<Path> model, Optional<Path> checkpoint) {

    /** A run that was stopped before it began. */
    static TrainingResult unstarted(long lastStep, TrainingHistory history, Optional<Path> checkpoint) {
        return new TrainingResult(Outcome.CANCELLED, lastStep, Optional.empty(), history, StepTotals.NONE,
                Optional.empty(), checkpoint);
    }

    /**
     * The evaluation after a step with the lowest loss; empty without evaluation.
     */
    public Optional<EvaluationReport> best() {
        return new Evaluations(this.history.evaluations()).best();
    }

    /** Whether this process did a step or an evaluation. */
    public boolean hasNews() {
        return this.steps.numSteps() > 0
                || this.plan.filter((start) -> !start.history().equals(this.history)).isPresent();
    }

    /** Why a run ended. */
    public enum Outcome {

        /** All steps were done. */
        FINISHED,
        /** The evaluations became no better. */
        STOPPED_EARLY,
        /** The caller stopped it; a checkpoint of the last step is saved. */
        CANCELLED,
        /**
         * A loss or a gradient was not finite, or a loss was far larger than that of a
         * model that guesses. A step that is not finite changes no weights. All
         * checkpoints are from before.
         */
        DIVERGED;

        /** Whether the run has a trained model. */
        public boolean isComplete() {
            return this == FINISHED || this == STOPPED_EARLY;
        }

    }

}

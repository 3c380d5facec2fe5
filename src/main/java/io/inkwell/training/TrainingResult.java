package io.inkwell.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param lastStep the last step that changed the weights
 * @param best the evaluation after a step with the lowest loss; empty without evaluation
 * @param model the folder with the trained model, the best or else the last; empty unless
 * the run {@linkplain Outcome#isComplete() is complete}
 * @param checkpoint the last checkpoint
 */
public record TrainingResult(Outcome outcome, long lastStep, Optional<EvaluationReport> best, Optional<Path> model,
        Optional<Path> checkpoint) {

    /** Why a run ended. */
    public enum Outcome {

        /** All steps were done. */
        FINISHED,
        /** The evaluations became no better. */
        STOPPED_EARLY,
        /** The caller stopped it; a checkpoint of the last step is saved. */
        CANCELLED,
        /**
         * The loss or the gradients of a step, or the loss of an evaluation, were not
         * finite. Such a step changes no weights. No checkpoint is saved afterwards.
         */
        DIVERGED;

        /** Whether the run has a trained model. */
        public boolean isComplete() {
            return this == FINISHED || this == STOPPED_EARLY;
        }

    }

}

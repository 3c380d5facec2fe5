package io.inkwell.training;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.inkwell.model.training.EvaluationResult;
import io.inkwell.training.data.EvaluationBatches;

/** Evaluates a model on all examples. */
record Evaluator(TrainableModel model, EvaluationBatches batches) {

    /**
     * Runs one evaluation.
     * @param cancelled asked before each batch
     * @return empty if it was cancelled
     */
    Optional<EvaluationResult> run(BooleanSupplier cancelled) {
        EvaluationResult total = EvaluationResult.NONE;
        for (int i = 0; i < this.batches.count(); i++) {
            if (cancelled.getAsBoolean()) {
                return Optional.empty();
            }
            total = total.plus(this.model.evaluate(this.batches.batch(i)));
        }
        return Optional.of(total);
    }

    boolean hasExamples() {
        return this.batches.count() > 0;
    }

}

package io.inkwell.cli.train;

import io.inkwell.training.TrainingResult;

/** A run ended because its loss or gradients were not finite. */
final class DivergedException extends RuntimeException {

    DivergedException(TrainingResult result, double learningRate) {
        super("the loss is not finite after step %d. %s. Try a --learning-rate smaller than %s".formatted(
                result.lastStep(),
                result.checkpoint()
                    .map((folder) -> "The checkpoint before is " + folder)
                    .orElse("There is no checkpoint before"),
                learningRate));
    }

}

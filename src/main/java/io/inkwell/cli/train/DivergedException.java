package io.inkwell.cli.train;

import io.inkwell.training.TrainingResult;

/** A run ended because its loss or gradients were not finite, or its loss too large. */
final class DivergedException extends RuntimeException {

    DivergedException(TrainingResult result, double learningRate) {
        super("training diverged: after step %d the loss is not finite, or more than twice that of a model that "
                + "guesses. %s, with a --learning-rate smaller than %.3g".formatted(result.lastStep(), result
                    .checkpoint()
                    .map((folder) -> ("The last checkpoint is %s. Start a new run with another --output, from the same "
                            + "model or with --model %<s")
                        .formatted(folder))
                    .orElse("There is no checkpoint. Start a new run"), learningRate));
    }

}

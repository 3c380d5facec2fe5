package io.inkwell.cli.train;

import java.nio.file.Path;
import java.util.Locale;

import io.inkwell.training.TrainingResult;

/** A run ended because its loss or gradients were not finite, or its loss too large. */
final class DivergedException extends RuntimeException {

    /**
     * @param isAdapter whether the run trains an adapter, with which no new run can start
     */
    DivergedException(TrainingResult result, double learningRate, boolean isAdapter) {
        super(message(result, learningRate, isAdapter));
    }

    private static String message(TrainingResult result, double learningRate, boolean isAdapter) {
        String advice = result.checkpoint()
            .map((folder) -> advice(folder, isAdapter))
            .orElse("There is no checkpoint. Start a new run");
        return String.format(Locale.ROOT,
                "training diverged: after step %d the loss is not finite, or more than twice that of a model that "
                        + "guesses. %s, with a --learning-rate smaller than %.3g",
                result.lastStep(), advice, learningRate);
    }

    private static String advice(Path checkpoint, boolean isAdapter) {
        return "The last checkpoint is " + checkpoint + ". Start a new run with another --output"
                + (isAdapter ? "" : ", from the same model or with --model " + checkpoint);
    }

}

package io.inkwell.cli.train;

import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.training.IntervalOptions;

/** Options for reports, evaluations and checkpoints. */
final class IntervalArguments {

    @Option(names = "--log-steps", paramLabel = "<n>", description = "Steps between two reports. Default: 10.")
    private int logSteps = IntervalOptions.DEFAULT_LOG_STEPS;

    @Option(names = "--eval-steps", paramLabel = "<n>",
            description = "Steps between two evaluations. Default: one after each epoch.")
    private @Nullable Integer evalSteps;

    @Option(names = "--patience", paramLabel = "<n>",
            description = "Stop after so many evaluations in a row without a better one. Default: never.")
    private @Nullable Integer patience;

    @Option(names = "--save-steps", paramLabel = "<n>",
            description = "Steps between two checkpoints. Default: one after each epoch.")
    private @Nullable Integer saveSteps;

    @Option(names = "--save-total-limit", paramLabel = "<n>",
            description = "Checkpoints to keep; the best and the last are always kept. Default: 2.")
    private int saveTotalLimit = IntervalOptions.DEFAULT_SAVE_TOTAL_LIMIT;

    IntervalOptions options() {
        return new IntervalOptions(this.logSteps, optional(this.evalSteps), optional(this.saveSteps),
                this.saveTotalLimit, optional(this.patience));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return (value != null) ? OptionalInt.of(value) : OptionalInt.empty();
    }

}

package io.inkwell.cli.train;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.training.BatchOptions;

/** Options for the length of a run and the size of a step. */
final class BatchArguments {

    @Option(names = "--epochs", paramLabel = "<n>",
            description = "Number of times to read the text; fractions are allowed. Default: 3.")
    private double epochs = BatchOptions.DEFAULT_EPOCHS;

    @Option(names = "--max-steps", paramLabel = "<n>", description = "Number of steps; replaces --epochs.")
    private @Nullable Long maxSteps;

    @Option(names = "--batch-size", paramLabel = "<n>",
            description = "Examples to compute at once; fewer need less memory. Default: 4.")
    private int batchSize = BatchOptions.DEFAULT_BATCH_SIZE;

    @Option(names = "--accumulation", paramLabel = "<n>",
            description = "Batches per step; acts as a larger batch without its memory. Default: 1.")
    private int accumulation = 1;

    BatchOptions options() {
        return new BatchOptions(this.batchSize, this.accumulation, this.epochs,
                (this.maxSteps != null) ? OptionalLong.of(this.maxSteps) : OptionalLong.empty());
    }

}

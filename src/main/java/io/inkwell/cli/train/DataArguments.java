package io.inkwell.cli.train;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;
import io.inkwell.training.DataOptions;

/** Options for the texts of a run. */
final class DataArguments {

    @Option(names = "--train-file", paramLabel = "<path>",
            description = "Text to learn: a .txt or .jsonl file, or a folder of such files. Required.")
    private @Nullable Path train;

    @Option(names = "--eval-file", paramLabel = "<path>",
            description = "Text to evaluate on. Default: 5%% of the text to learn, which is held out.")
    private @Nullable Path evaluation;

    @Option(names = "--eval-split", paramLabel = "<percent>",
            description = "Percentage to hold out without --eval-file; 0 for no evaluation. Default: 5.")
    private double evalSplit = DataOptions.DEFAULT_EVAL_SPLIT;

    @Option(names = "--block-size", paramLabel = "<tokens>",
            description = "Tokens per example, at most the context of the model. Default: 256, or the context.")
    private @Nullable Integer blockSize;

    /**
     * @param maxPositions the context of the model in tokens
     * @throws ServiceException if an option is missing or invalid
     */
    DataOptions options(int maxPositions) {
        return new DataOptions(train(), this.evaluation, this.evalSplit,
                (this.blockSize != null) ? this.blockSize : DataOptions.defaultBlockSize(maxPositions));
    }

    /**
     * The text to learn.
     * @throws ServiceException if it is not given
     */
    Path train() {
        if (this.train == null) {
            throw ServiceException.invalid("--train-file",
                    "--train-file is required: a .txt or .jsonl file, or a folder of such files");
        }
        return this.train;
    }

    /** The text whose start is held out, or that is only evaluated. */
    Path heldOut() {
        return (this.evaluation != null) ? this.evaluation : train();
    }

}

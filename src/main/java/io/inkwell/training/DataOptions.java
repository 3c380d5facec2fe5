package io.inkwell.training;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The texts of a run. Each is a file or a folder of files, {@code .txt} or
 * {@code .jsonl}.
 *
 * @param train {@code --train-file}: the text to learn
 * @param evaluation {@code --eval-file}: the text to evaluate on; null to hold out a part
 * of the text to learn
 * @param evalSplit {@code --eval-split}: the percentage of the examples that is held out
 * without {@code evaluation}, from the start; 0 for no evaluation
 * @param blockSize {@code --block-size}: the number of tokens in an example
 */
public record DataOptions(Path train, @Nullable Path evaluation, double evalSplit, int blockSize) {

    public static final double DEFAULT_EVAL_SPLIT = 5;

    /**
     * The largest default block size. It is less than in transformers, where it is 1024:
     * a step on a CPU then takes seconds, and a small text still has several examples.
     */
    public static final int DEFAULT_BLOCK_SIZE = 256;

    private static final int MIN_BLOCK_SIZE = 2;

    public DataOptions {
        ServiceException.require(evalSplit >= 0 && evalSplit < 100, "--eval-split", "from 0 to less than 100",
                evalSplit);
        ServiceException.require(blockSize >= MIN_BLOCK_SIZE, "--block-size", "at least " + MIN_BLOCK_SIZE, blockSize);
    }

    /**
     * The default block size of a model.
     * @param maxPositions the context of the model in tokens
     */
    public static int defaultBlockSize(int maxPositions) {
        return Math.min(maxPositions, DEFAULT_BLOCK_SIZE);
    }

    void requireFit(int maxPositions) {
        ServiceException.require(this.blockSize <= maxPositions, "--block-size",
                "at most " + maxPositions + ", the context of the model", this.blockSize);
    }

    void addFixedOnResume(Map<String, String> values) {
        if (this.evaluation == null) {
            values.put("--eval-split", Double.toString(this.evalSplit));
        }
        values.put("--block-size", Integer.toString(this.blockSize));
    }

}

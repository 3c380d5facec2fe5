package io.inkwell.training.data;

import java.util.Arrays;

import io.inkwell.error.ServiceException;
import io.inkwell.model.training.TrainingBatch;

/**
 * A part of the examples of a text, by index: first blocks, then rows with prompts and
 * texts to learn. Immutable once the text is read.
 */
public final class Examples {

    private final ExampleStore store;

    private final int firstBlock;

    private final int numBlocks;

    private final int firstRow;

    private final int numRows;

    private Examples(ExampleStore store, int firstBlock, int numBlocks, int firstRow, int numRows) {
        this.store = store;
        this.firstBlock = firstBlock;
        this.numBlocks = numBlocks;
        this.firstRow = firstRow;
        this.numRows = numRows;
    }

    static Examples all(ExampleStore store) {
        return new Examples(store, 0, store.numBlocks(), 0, store.numRows());
    }

    public int count() {
        return this.numBlocks + this.numRows;
    }

    /** The number of tokens in all examples, including those of prompts. */
    public long numTokens() {
        long total = 0;
        for (int i = 0; i < count(); i++) {
            total += length(i);
        }
        return total;
    }

    /** The number of tokens of an example. */
    int length(int index) {
        return isBlock(index) ? this.store.blockSize() : this.store.rowLength(row(index));
    }

    /**
     * Copies an example to a row of a batch that is filled with
     * {@link TrainingBatch#IGNORED} labels.
     * @param at the index of the row's first position
     */
    void copy(int index, int[] tokens, int[] labels, int at) {
        if (isBlock(index)) {
            this.store.copyBlock(this.firstBlock + index, tokens, at);
            System.arraycopy(tokens, at, labels, at, length(index));
        }
        else {
            this.store.copyRow(row(index), tokens, labels, at);
        }
    }

    /**
     * Makes a batch. Rows and micro-batches that are shorter than the longest are padded.
     * @param microBatches the indexes of the examples of each micro-batch
     * @throws ServiceException if the batch has more tokens than an array may have
     */
    TrainingBatch batch(int[][] microBatches) {
        int numSlots = Arrays.stream(microBatches).mapToInt((each) -> each.length).max().orElseThrow();
        int length = Arrays.stream(microBatches).flatMapToInt(Arrays::stream).map(this::length).max().orElseThrow();
        int[] tokens = new int[size(microBatches.length, numSlots, length)];
        int[] labels = new int[tokens.length];
        Arrays.fill(labels, TrainingBatch.IGNORED);
        for (int i = 0; i < microBatches.length; i++) {
            for (int j = 0; j < microBatches[i].length; j++) {
                copy(microBatches[i][j], tokens, labels, (i * numSlots + j) * length);
            }
        }
        return new TrainingBatch(microBatches.length, numSlots, length, tokens, labels);
    }

    private static int size(int numMicroBatches, int numSlots, int length) {
        try {
            return Math.multiplyExact(Math.multiplyExact(numMicroBatches, numSlots), length);
        }
        catch (ArithmeticException ex) {
            throw ServiceException.invalid("--batch-size",
                    "--batch-size times --accumulation times the tokens of the longest example must be at most "
                            + Integer.MAX_VALUE + "; given: " + numSlots + " x " + numMicroBatches + " x " + length);
        }
    }

    /**
     * The first part of the blocks and of the rows.
     * @param percent the part, rounded to the nearest number of examples. Of two examples
     * or more, at least one is in either part
     */
    Examples first(double percent) {
        return new Examples(this.store, this.firstBlock, part(this.numBlocks, percent), this.firstRow,
                part(this.numRows, percent));
    }

    /** The examples after those of {@link #first}. */
    Examples afterFirst(double percent) {
        int blocks = part(this.numBlocks, percent);
        int rows = part(this.numRows, percent);
        return new Examples(this.store, this.firstBlock + blocks, this.numBlocks - blocks, this.firstRow + rows,
                this.numRows - rows);
    }

    private static int part(int count, double percent) {
        return (percent == 0 || count < 2) ? 0
                : (int) Math.max(1, Math.min(count - 1, Math.round(count * percent / 100)));
    }

    private boolean isBlock(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("example " + index + " of " + count());
        }
        return index < this.numBlocks;
    }

    private int row(int index) {
        return this.firstRow + index - this.numBlocks;
    }

}

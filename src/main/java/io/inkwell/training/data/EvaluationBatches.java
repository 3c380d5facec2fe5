package io.inkwell.training.data;

import java.util.stream.IntStream;

import io.inkwell.model.training.TrainingBatch;

/** The batches of an evaluation: all examples in their order. */
public record EvaluationBatches(Examples examples, int batchSize) {

    public int count() {
        return (this.examples.count() + this.batchSize - 1) / this.batchSize;
    }

    /**
     * One batch, with a single micro-batch.
     * @param index from 0
     */
    public TrainingBatch batch(int index) {
        int from = index * this.batchSize;
        int to = Math.min(from + this.batchSize, this.examples.count());
        return this.examples.batch(new int[][] { IntStream.range(from, to).toArray() });
    }

}

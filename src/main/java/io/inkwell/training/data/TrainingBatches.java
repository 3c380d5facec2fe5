package io.inkwell.training.data;

import java.util.Arrays;

import io.inkwell.model.training.TrainingBatch;

/**
 * The batches of all steps. An epoch has all examples once. Its last batch may have fewer
 * examples, and its last step fewer batches, as in transformers' {@code Trainer}. Not
 * thread-safe.
 */
public final class TrainingBatches {

    private final Examples examples;

    private final int batchSize;

    private final int accumulation;

    private final long seed;

    private long epoch = -1;

    private int[] order = {};

    /**
     * @param batchSize examples in a micro-batch
     * @param accumulation micro-batches in a step
     */
    public TrainingBatches(Examples examples, int batchSize, int accumulation, long seed) {
        this.examples = examples;
        this.batchSize = batchSize;
        this.accumulation = accumulation;
        this.seed = seed;
    }

    public long stepsPerEpoch() {
        return ceilDiv(ceilDiv(this.examples.count(), this.batchSize), this.accumulation);
    }

    /**
     * The batch of a step.
     * @param step from 1
     */
    public TrainingBatch batch(long step) {
        return this.examples.batch(microBatches(step));
    }

    /** The number of tokens of a step, without padding. */
    public long numTokens(long step) {
        return Arrays.stream(microBatches(step)).flatMapToInt(Arrays::stream).mapToLong(this.examples::length).sum();
    }

    /** The indexes of the examples of a step, by micro-batch. */
    int[][] microBatches(long step) {
        useEpoch((step - 1) / stepsPerEpoch());
        int perStep = Math.multiplyExact(this.batchSize, this.accumulation);
        int from = (int) ((step - 1) % stepsPerEpoch() * perStep);
        int to = (int) Math.min((long) from + perStep, this.order.length);
        int[][] batches = new int[(int) ceilDiv(to - from, this.batchSize)][];
        for (int i = 0; i < batches.length; i++) {
            int start = from + i * this.batchSize;
            batches[i] = Arrays.copyOfRange(this.order, start, Math.min(start + this.batchSize, to));
        }
        return batches;
    }

    private void useEpoch(long wanted) {
        if (wanted != this.epoch) {
            this.order = EpochOrder.permutation(this.examples.count(), this.seed, wanted);
            this.epoch = wanted;
        }
    }

    private static long ceilDiv(long number, long divisor) {
        return (number + divisor - 1) / divisor;
    }

}

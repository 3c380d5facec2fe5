package io.inkwell.model.training;

import java.util.Arrays;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * The {@code inputs} of {@code train_step} and {@code evaluate} in {@code training.py}.
 */
final class BatchTensor {

    private final TrainingBatch batch;

    private final long[] numTargets;

    private final long[] rows;

    private final long[] targets;

    private BatchTensor(TrainingBatch batch) {
        this.batch = batch;
        this.numTargets = new long[batch.numMicroBatches()];
        int total = Math.toIntExact(batch.numTargets());
        this.rows = new long[total];
        this.targets = new long[total];
        int microBatchSize = batch.numRows() * batch.length();
        int count = 0;
        for (int i = 0; i < batch.labels().length; i++) {
            if (batch.isTarget(i)) {
                this.numTargets[i / microBatchSize]++;
                this.rows[count] = i % microBatchSize - 1;
                this.targets[count] = batch.labels()[i];
                count++;
            }
        }
    }

    /**
     * Converts a batch, which must fit the model.
     */
    static long[] of(TrainingBatch batch, Gpt2Config config, long step, long seed) {
        if (batch.length() > config.maxPositions()) {
            throw new IllegalArgumentException(
                    "length must be at most " + config.maxPositions() + "; given: " + batch.length());
        }
        BatchTensor tensor = new BatchTensor(batch);
        requireTokens("tokens", Arrays.stream(batch.tokens()).asLongStream().toArray(), config);
        requireTokens("labels", tensor.targets, config);
        return tensor.join(step, seed);
    }

    private static void requireTokens(String name, long[] tokens, Gpt2Config config) {
        for (long token : tokens) {
            if (token < 0 || token >= config.vocabSize()) {
                throw new IllegalArgumentException(
                        name + " must be from 0 to " + (config.vocabSize() - 1) + "; given: " + token);
            }
        }
    }

    private long[] join(long step, long seed) {
        long[] counts = { this.batch.numMicroBatches(), this.batch.numRows(), this.batch.length(), step, seed };
        long[] tokens = Arrays.stream(this.batch.tokens()).asLongStream().toArray();
        long[][] parts = { counts, this.numTargets, tokens, this.rows, this.targets };
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

}

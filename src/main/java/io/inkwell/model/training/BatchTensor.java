package io.inkwell.model.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * The {@code inputs} of {@code train_step} and {@code evaluate} in {@code training.py}.
 */
final class BatchTensor {

    private final TrainingBatch batch;

    private final LongStream.Builder shapes = LongStream.builder();

    private final LongStream.Builder contents = LongStream.builder();

    private BatchTensor(TrainingBatch batch) {
        this.batch = batch;
        int size = batch.numSequences() * batch.length();
        for (int i = 0; i < batch.numMicroBatches(); i++) {
            add(i * size, (i + 1) * size);
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
        for (int i = 0; i < batch.tokens().length; i++) {
            requireToken("tokens", batch.tokens()[i], config);
            if (batch.isTarget(i)) {
                requireToken("labels", batch.labels()[i], config);
            }
        }
        BatchTensor tensor = new BatchTensor(batch);
        return LongStream
            .concat(LongStream.of(batch.numMicroBatches(), step, seed),
                    LongStream.concat(tensor.shapes.build(), tensor.contents.build()))
            .toArray();
    }

    private static void requireToken(String name, int token, Gpt2Config config) {
        if (token < 0 || token >= config.vocabSize()) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to " + (config.vocabSize() - 1) + "; given: " + token);
        }
    }

    /**
     * Adds a micro-batch without what follows its last targets, which has no effect.
     * @param from the index of its first token
     * @param to the index after its last
     */
    private void add(int from, int to) {
        int[] targets = IntStream.range(from, to).filter(this.batch::isTarget).toArray();
        int length = 1 + Arrays.stream(targets).map((i) -> i % this.batch.length()).max().orElse(0);
        int numSequences = (targets.length == 0) ? 1 : 1 + (targets[targets.length - 1] - from) / this.batch.length();
        this.shapes.add(numSequences).add(length).add(targets.length);
        for (int sequence = 0; sequence < numSequences; sequence++) {
            for (int i = 0; i < length; i++) {
                this.contents.add(this.batch.tokens()[from + sequence * this.batch.length() + i]);
            }
        }
        for (int target : targets) {
            int sequence = (target - from) / this.batch.length();
            this.contents.add((long) sequence * length + target % this.batch.length() - 1);
        }
        for (int target : targets) {
            this.contents.add(this.batch.labels()[target]);
        }
    }

}

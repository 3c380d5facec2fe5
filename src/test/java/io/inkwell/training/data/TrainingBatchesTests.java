package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.model.training.TrainingBatch;

import static org.assertj.core.api.Assertions.assertThat;

class TrainingBatchesTests {

    @TempDir
    private Path folder;

    @Test
    void shortensTheLastBatchAndTheLastStepOfAnEpoch() throws IOException {
        // 11 examples are batches of 2, 2, 2, 2, 2 and 1; steps of 4 batches and of 2.
        TrainingBatches batches = new TrainingBatches(examples(11), 2, 4, 42);

        assertThat(batches.stepsPerEpoch()).isEqualTo(2);
        assertThat(sizes(batches, 1)).containsExactly(2, 2, 2, 2);
        assertThat(sizes(batches, 2)).containsExactly(2, 1);
        assertThat(sizes(batches, 3)).containsExactly(2, 2, 2, 2);
        assertThat(batches.numTokens(2)).isEqualTo(3 * 4);
    }

    @Test
    void padsAMicroBatchWithRowsWithoutLoss() throws IOException {
        TrainingBatch batch = new TrainingBatches(examples(3), 2, 2, 42).batch(1);

        assertThat(batch.numMicroBatches()).isEqualTo(2);
        assertThat(batch.numSequences()).isEqualTo(2);
        assertThat(batch.numTargets()).isEqualTo(3 * 3);
        assertThat(Arrays.copyOfRange(batch.labels(), 12, 16)).containsOnly(TrainingBatch.IGNORED);
    }

    @Test
    void readsEachExampleOnceInAnEpoch() throws IOException {
        TrainingBatches batches = new TrainingBatches(examples(11), 2, 4, 42);

        assertThat(epoch(batches, 0)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(epoch(batches, 1)).containsExactlyInAnyOrderElementsOf(epoch(batches, 0))
            .isNotEqualTo(epoch(batches, 0));
    }

    @Test
    void dependsOnSeedAndStepOnly() throws IOException {
        Examples examples = examples(11);
        TrainingBatches batches = new TrainingBatches(examples, 2, 4, 42);
        epoch(batches, 0);

        int[][] afterOthers = batches.microBatches(4);

        assertThat(new TrainingBatches(examples, 2, 4, 42).microBatches(4)).isDeepEqualTo(afterOthers);
        assertThat(epoch(new TrainingBatches(examples, 2, 4, 43), 0)).isNotEqualTo(epoch(batches, 0));
    }

    @Test
    void evaluatesAllExamplesInOrder() throws IOException {
        EvaluationBatches batches = new EvaluationBatches(examples(3), 2);

        assertThat(batches.count()).isEqualTo(2);
        assertThat(batches.batch(0).tokens()).containsExactly('a', 'a', 'a', 'a', 'b', 'b', 'b', 'b');
        assertThat(batches.batch(1).tokens()).containsExactly('c', 'c', 'c', 'c');
    }

    private static List<Integer> epoch(TrainingBatches batches, long epoch) {
        List<Integer> examples = new ArrayList<>();
        for (long step = 1; step <= batches.stepsPerEpoch(); step++) {
            for (int[] each : batches.microBatches(epoch * batches.stepsPerEpoch() + step)) {
                Arrays.stream(each).forEach(examples::add);
            }
        }
        return examples;
    }

    private static List<Integer> sizes(TrainingBatches batches, long step) {
        return Arrays.stream(batches.microBatches(step)).map((each) -> each.length).toList();
    }

    /** Blocks of four equal letters: aaaa, bbbb and so on. */
    private Examples examples(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.valueOf((char) ('a' + i)).repeat(4));
        }
        Path file = Files.writeString(this.folder.resolve("text.txt"), text);
        return TrainingData.read(file, null, 0, 4, LetterEncoding.create(), () -> false).train();
    }

}

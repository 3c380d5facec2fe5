package io.inkwell.model.training;

import org.junit.jupiter.api.Test;

import io.inkwell.model.checkpoint.RandomCheckpoint;

import static io.inkwell.model.training.TrainingBatch.IGNORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrainingBatchTests {

    private static final TrainingBatch BATCH = new TrainingBatch(2, 1, 4, new int[] { 10, 11, 12, 13, 20, 21, 22, 23 },
            new int[] { 10, 11, IGNORED, 13, 20, 21, 22, IGNORED });

    @Test
    void labelOfTheFirstPositionIsNoTarget() {
        assertThat(BATCH.numTargets()).isEqualTo(4);
    }

    @Test
    void targetsBelongToTheTokensBeforeThem() {
        assertThat(BatchTensor.of(BATCH, RandomCheckpoint.tiny().config(), 7, 9)).containsExactly(
                // micro-batches, rows, length, step, seed
                2, 1, 4, 7, 9,
                // targets of each micro-batch
                2, 2,
                // tokens
                10, 11, 12, 13, 20, 21, 22, 23,
                // rows
                0, 2, 0, 1,
                // targets
                11, 13, 21, 22);
    }

    @Test
    void requiresTokensOfTheWholeShape() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingBatch(2, 1, 4, new int[8], new int[7]))
            .withMessage("tokens and labels must have 8 numbers each; given: 8 and 7");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingBatch(1, 0, 4, new int[0], new int[0]))
            .withMessage("numSequences must be at least 1; given: 0");
    }

}

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
                // micro-batches, step, seed
                2, 7, 9,
                // sequences, length, targets; the last token of the second has no effect
                1, 4, 2, 1, 3, 2,
                // tokens, positions, targets
                10, 11, 12, 13, 0, 2, 11, 13,
                // the same of the second
                20, 21, 22, 0, 1, 21, 22);
    }

    @Test
    void requiresTokensOfTheWholeShape() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingBatch(2, 1, 4, new int[8], new int[7]))
            .withMessage("tokens and labels must have 8 numbers each; given: 8 and 7");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingBatch(1, 0, 4, new int[0], new int[0]))
            .withMessage("numSequences must be at least 1; given: 0");
    }

}

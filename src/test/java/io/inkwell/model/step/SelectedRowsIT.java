package io.inkwell.model.step;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.program.WeightOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outputs of a row do not depend on the outputs that a step selects for other rows.
 */
class SelectedRowsIT {

    private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

    private static final int NUM_ROWS = 9;

    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void selectedRowsMatchFullOutput(Precision precision) throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(precision)) {
            assertSelectedRowsMatchFullOutput(model);
        }
    }

    /** With these widths, a kernel panel of 16 outputs contains both queries and keys. */
    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void selectedRowsOfOddWidthsMatchFullOutput(Precision precision) throws IOException {
        try (Checkpoint checkpoint = RandomCheckpoint.tiny().with("n_embd", 20).with("vocab_size", 80).open();
                Gpt2Model model = Gpt2Model.load(checkpoint, WeightOptions.of(precision))) {
            assertSelectedRowsMatchFullOutput(model);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void rowsWithoutOutputsAreVisibleToLaterRows(Precision precision) throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(precision); Gpt2Predictor predictor = model.newPredictor(2)) {
            float[] whole = Feed.tokens(predictor, 0, 0, 5, 6, 7, 8);
            predictor.step(StepInput.of(StepRows.of(1, 0, 5, 6, 7)));
            assertThat(Feed.tokens(predictor, 1, 3, 8)).containsExactly(whole, CLOSE);
        }
    }

    private static void assertSelectedRowsMatchFullOutput(Gpt2Model model) {
        try (Gpt2Predictor predictor = model.newPredictor(1)) {
            RowsOutput allLogits = step(predictor, NUM_ROWS, 0, 0);
            float[][] logits = IntStream.range(0, NUM_ROWS).mapToObj(allLogits::copyLogits).toArray(float[][]::new);
            float[] hiddenStates = step(predictor, 0, NUM_ROWS, 0).hiddenStates().clone();
            RowsOutput allScores = step(predictor, 0, 0, NUM_ROWS);
            List<TokenScore> scores = IntStream.range(0, NUM_ROWS).mapToObj(allScores::score).toList();

            RowsOutput some = step(predictor, 2, 3, 4);

            assertThat(some.copyLogits(0)).containsExactly(logits[NUM_ROWS - 2], CLOSE);
            assertThat(some.copyLogits(1)).containsExactly(logits[NUM_ROWS - 1], CLOSE);
            int hiddenSize = model.config().hiddenSize();
            assertThat(Arrays.copyOf(some.hiddenStates(), 3 * hiddenSize))
                .containsExactly(Arrays.copyOf(hiddenStates, 3 * hiddenSize), CLOSE);
            for (int row = 0; row < 4; row++) {
                assertThat(some.score(row).logprob()).isCloseTo(scores.get(row).logprob(), CLOSE);
                assertThat(some.score(row).rank()).isEqualTo(scores.get(row).rank());
                assertThat(some.score(row).topTokenIds()).isEqualTo(scores.get(row).topTokenIds());
                assertThat(some.score(row).topLogprobs()).containsExactly(scores.get(row).topLogprobs(), CLOSE);
            }
        }
    }

    private static RowsOutput step(CausalLm model, int numLogits, int numHidden, int numScored) {
        int[] tokens = IntStream.range(0, NUM_ROWS).map((i) -> 11 + 7 * i).toArray();
        StepRows rows = StepRows.of(0, 0, tokens)
            .withLogits(numLogits)
            .withHiddenStates(numHidden)
            .withScores(Arrays.copyOf(tokens, numScored), 1);
        return model.step(StepInput.of(rows)).rows().get(0);
    }

}

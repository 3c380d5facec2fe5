package io.inkwell.model.step;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;

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

/** What a step gives of a row, whatever is wanted of the others. */
class WantedRowsIT {

    private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

    private static final int NUM_ROWS = 9;

    private static final long[] NONE = {};

    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void rowsAreWhatTheyAreWhereAllAreWanted(Precision precision) throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(precision)) {
            assertThatRowsAreWhatTheyAreWhereAllAreWanted(model);
        }
    }

    /** Panels of the kernels, which are sixteen outputs, hold queries and keys then. */
    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void rowsOfOddWidthsAreWhatTheyAreWhereAllAreWanted(Precision precision) throws IOException {
        try (Checkpoint checkpoint = RandomCheckpoint.tiny().with("n_embd", 20).with("vocab_size", 80).open();
                Gpt2Model model = Gpt2Model.load(checkpoint, WeightOptions.of(precision))) {
            assertThatRowsAreWhatTheyAreWhereAllAreWanted(model);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void rowsOfWhichNothingIsWantedAreSeenByThoseAfterThem(Precision precision) throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(precision); Gpt2Predictor predictor = model.newPredictor(2)) {
            float[] whole = Feed.tokens(predictor, 0, 0, 5, 6, 7, 8);
            predictor.step(new StepInput(new long[] { 5, 6, 7 }, new long[] { 0, 1, 2 }, new long[] { 1, 1, 1 },
                    new long[] { 0, 3, 1, 1, 3 }, NONE, NONE, ScoredRows.NONE, NONE));
            assertThat(Feed.tokens(predictor, 1, 3, 8)).containsExactly(whole, CLOSE);
        }
    }

    private static void assertThatRowsAreWhatTheyAreWhereAllAreWanted(Gpt2Model model) {
        try (Gpt2Predictor predictor = model.newPredictor(1)) {
            long[] all = LongStream.range(0, NUM_ROWS).toArray();
            float[] logits = step(predictor, all, NONE, NONE).logits().clone();
            float[] hiddenStates = step(predictor, NONE, all, NONE).hiddenStates().clone();
            float[] scores = step(predictor, NONE, NONE, all).scores().clone();

            StepOutput some = step(predictor, new long[] { 8, 1 }, new long[] { 0, 8 }, new long[] { 4 });

            assertThat(row(some.logits(), 0, model.config().vocabSize()))
                .containsExactly(row(logits, 8, model.config().vocabSize()), CLOSE);
            assertThat(row(some.logits(), 1, model.config().vocabSize()))
                .containsExactly(row(logits, 1, model.config().vocabSize()), CLOSE);
            assertThat(row(some.hiddenStates(), 0, model.config().hiddenSize()))
                .containsExactly(row(hiddenStates, 0, model.config().hiddenSize()), CLOSE);
            assertThat(row(some.hiddenStates(), 1, model.config().hiddenSize()))
                .containsExactly(row(hiddenStates, 8, model.config().hiddenSize()), CLOSE);
            assertThat(row(some.scores(), 0, 4)).containsExactly(row(scores, 4, 4), CLOSE);
        }
    }

    private static StepOutput step(CausalLm model, long[] outputs, long[] hidden, long[] scored) {
        long[] tokens = LongStream.range(0, NUM_ROWS).map((i) -> 11 + 7 * i).toArray();
        return model.step(new StepInput(tokens, LongStream.range(0, NUM_ROWS).toArray(), new long[NUM_ROWS],
                new long[] { 0, NUM_ROWS, 0, 1, NUM_ROWS }, outputs, hidden,
                new ScoredRows(scored, LongStream.of(scored).map((i) -> tokens[(int) i]).toArray(), 1), NONE));
    }

    private static float[] row(float[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

}

package io.inkwell.model;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the embedded model with reference results of Hugging Face transformers.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GoldenLogitsIT {

    private Gpt2Model model;

    private Gpt2Predictor predictor;

    @BeforeAll
    void load() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.predictor = this.model.newPredictor(3);
    }

    @AfterAll
    void close() {
        this.predictor.close();
        this.model.close();
    }

    static List<Golden> cases() {
        return Golden.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void float32LogitsMatchReference(Golden golden) {
        assertThatTopLogitsEqual(Feed.tokens(this.predictor, 1, 0, golden.tokenIds()), golden, 1e-3f);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void float16LogitsAreCloseToReference(Golden golden) throws IOException {
        try (Gpt2Model packed = EmbeddedCheckpoint.load(Precision.FLOAT16);
                Gpt2Predictor predictor = packed.newPredictor(1)) {
            assertThatTopLogitsEqual(Feed.tokens(predictor, 0, 0, golden.tokenIds()), golden, 2e-2f);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bfloat16LogitsAreCloseToReference(Golden golden) throws IOException {
        try (Gpt2Model packed = EmbeddedCheckpoint.load(Precision.BFLOAT16);
                Gpt2Predictor predictor = packed.newPredictor(1)) {
            assertThatTopLogitsEqual(Feed.tokens(predictor, 0, 0, golden.tokenIds()), golden, 0.2f);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greedyTokensMatchReference(Golden golden) {
        int[] tokens = new int[golden.greedyIds().length];
        float[] logits = Feed.tokens(this.predictor, 2, 0, golden.tokenIds());
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Feed.argMax(logits);
            logits = Feed.tokens(this.predictor, 2, golden.tokenIds().length + i, tokens[i]);
        }
        assertThat(tokens).isEqualTo(golden.greedyIds());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void chunkedAndTokenwisePrefillEqualFullPrefill(Golden golden) {
        int[] tokens = IntStream.concat(IntStream.of(golden.tokenIds()), IntStream.of(golden.greedyIds())).toArray();
        float[] whole = Feed.tokens(this.predictor, 0, 0, tokens);
        for (int chunk : new int[] { 1, 3, 7 }) {
            float[] logits = new float[0];
            for (int from = 0; from < tokens.length; from += chunk) {
                int to = Math.min(tokens.length, from + chunk);
                logits = Feed.tokens(this.predictor, 1, from,
                        IntStream.range(from, to).map((i) -> tokens[i]).toArray());
            }
            assertThat(logits).as("in chunks of %d", chunk).containsExactly(whole, Offset.offset(1e-4f));
        }
    }

    private static void assertThatTopLogitsEqual(float[] logits, Golden golden, float tolerance) {
        float[] found = new float[golden.topIds().length];
        for (int i = 0; i < found.length; i++) {
            found[i] = logits[golden.topIds()[i]];
        }
        assertThat(found).containsExactly(golden.topLogits(), Offset.offset(tolerance));
    }

}

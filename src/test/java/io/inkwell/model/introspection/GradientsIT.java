package io.inkwell.model.introspection;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.model.Feed;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/** Compares gradients of the embedded model with finite differences. */
@TestInstance(Lifecycle.PER_CLASS)
class GradientsIT {

    private static final int[] TOKENS = Golden.cases().get(0).tokenIds();

    private Gpt2Model model;

    private Gpt2Gradients gradients;

    private float[] embeddings;

    private int numCalls;

    @BeforeAll
    void load() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.gradients = this.model.newGradients(() -> this.numCalls++);
        this.embeddings = this.gradients.embeddings(TOKENS);
    }

    @AfterAll
    void close() {
        this.gradients.close();
        this.model.close();
    }

    @Test
    void logitsOfEmbeddingsEqualLogitsOfTokens() {
        try (Gpt2Predictor predictor = this.model.newPredictor(1)) {
            assertThat(this.gradients.logits(this.embeddings, 1)).containsExactly(Feed.tokens(predictor, 0, 0, TOKENS),
                    within(1e-3f));
        }
    }

    /** A small step along the gradient changes the value by the norm of the gradient. */
    @ParameterizedTest
    @EnumSource
    void gradientMatchesFiniteDifference(OutputMeasure measure) {
        int[] targets = { Golden.cases().get(0).topIds()[0], Golden.cases().get(0).topIds()[3] };
        OutputGradients result = this.gradients.gradients(this.embeddings, 1, targets, measure);
        float length = norm(result.gradients());
        float step = 0.05f;
        double change = value(result.gradients(), step / length, targets, measure)
                - value(result.gradients(), -step / length, targets, measure);

        assertThat(change / (2 * step)).isEqualTo(length, within(0.02 * length));
    }

    private double value(float[] direction, float factor, int[] targets, OutputMeasure measure) {
        float[] moved = this.embeddings.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += factor * direction[i];
        }
        return this.gradients.gradients(moved, 1, targets, measure).values()[0];
    }

    @Test
    void batchedPromptsHaveIndependentGradients() {
        float[] others = this.gradients.embeddings(Arrays.stream(TOKENS).map((id) -> id + 7).toArray());
        float[] both = Arrays.copyOf(others, 2 * others.length);
        System.arraycopy(this.embeddings, 0, both, others.length, others.length);
        OutputGradients alone = this.gradients.gradients(this.embeddings, 1, new int[] { 5 }, OutputMeasure.LOGIT);
        OutputGradients together = this.gradients.gradients(both, 2, new int[] { 5 }, OutputMeasure.LOGIT);

        assertThat(together.values()[1]).isEqualTo(alone.values()[0], within(1e-4f));
        assertThat(Arrays.copyOfRange(together.gradients(), others.length, both.length))
            .containsExactly(alone.gradients(), within(1e-4f));
    }

    /** Ten long prompts exceed the memory of the recorded graph. */
    @Test
    void recomputedLayersHaveSameGradients() {
        float[] prompt = this.gradients.embeddings(IntStream.range(0, 512).map((i) -> i * 37 % 4096).toArray());
        float[] batch = new float[10 * prompt.length];
        for (int i = 0; i < 10; i++) {
            System.arraycopy(prompt, 0, batch, i * prompt.length, prompt.length);
        }
        float[] alone = this.gradients.gradients(prompt, 1, new int[] { 5 }, OutputMeasure.LOGIT).gradients();
        this.numCalls = 0;
        float[] together = this.gradients.gradients(batch, 10, new int[] { 5 }, OutputMeasure.LOGIT).gradients();

        assertThat(this.numCalls).isEqualTo(4 + 3);
        assertThat(Arrays.copyOfRange(together, 9 * prompt.length, 10 * prompt.length)).containsExactly(alone,
                within(1e-4f));
    }

    @Test
    void batchedLogitsEqualSingleLogits() {
        float[] prompt = this.gradients.embeddings(IntStream.range(0, 512).map((i) -> i * 37 % 4096).toArray());
        float[] batch = Arrays.copyOf(prompt, 10 * prompt.length);
        float[] alone = this.gradients.logits(prompt, 1);
        System.arraycopy(prompt, 0, batch, 9 * prompt.length, prompt.length);

        assertThat(Arrays.copyOfRange(this.gradients.logits(batch, 10), 9 * alone.length, 10 * alone.length))
            .containsExactly(alone, within(1e-3f));
    }

    @Test
    void checkBetweenCallsCanStopTheWork() {
        Gpt2Gradients ended = this.model.newGradients(() -> {
            throw new CancellationException();
        });

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> ended.logits(this.embeddings, 1));
        ended.close();
    }

    @Test
    void servingContinuesDuringGradients() {
        try (Gpt2Predictor predictor = this.model.newPredictor(1)) {
            float[] before = Feed.tokens(predictor, 0, 0, TOKENS).clone();
            this.gradients.gradients(this.embeddings, 1, new int[] { 5 }, OutputMeasure.PROBABILITY);
            assertThat(Feed.tokens(predictor, 0, 0, TOKENS)).containsExactly(before, within(1e-5f));
        }
    }

    @Test
    void onlyFloat32HasGradients() throws IOException {
        try (Gpt2Model half = EmbeddedCheckpoint.load(Precision.FLOAT16)) {
            assertThatIllegalStateException().isThrownBy(() -> half.newGradients(() -> {
            })).withMessageContaining("FLOAT16");
        }
    }

    private static float norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return (float) Math.sqrt(sum);
    }

}

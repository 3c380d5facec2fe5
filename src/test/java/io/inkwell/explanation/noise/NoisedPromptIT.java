package io.inkwell.explanation.noise;

import java.util.Arrays;

import ai.djl.ndarray.NativeResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.EmbeddedFloat32;
import io.inkwell.model.introspection.NoiseEffect;
import io.inkwell.model.introspection.NoisedPrompt;

import static io.inkwell.JsonNumbers.doubles;
import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

/** Compares the embedded model under noise with transformers and PyTorch autograd. */
class NoisedPromptIT {

    @RegisterExtension
    private static final EmbeddedFloat32 EMBEDDED = new EmbeddedFloat32();

    private static final JsonNode FIXTURE = NoiseFixture.read("model");

    private static NoisedPrompt prompt(float... spread) {
        return EMBEDDED.model().newNoisedPrompt(ints(FIXTURE.get("tokens")), spread);
    }

    private static float[] spread() {
        float[] spread = new float[EMBEDDED.model().config().vocabSize()];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = (float) (1 + 0.5 * Math.sin(i));
        }
        return spread;
    }

    private static float[] noise(NoisedPrompt prompt, int numSamples) {
        float[] noise = new float[numSamples * prompt.numTokens() * prompt.hiddenSize()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (1.5 * Math.sin(1 + 37.0 * i));
        }
        return noise;
    }

    @ParameterizedTest
    @ValueSource(strings = { "squares", "spread" })
    void lossAndGradientMatchPyTorch(String measure) {
        try (NoisedPrompt prompt = measure.equals("spread") ? prompt(spread()) : prompt()) {
            NoiseObjective objective = new NoiseObjective(prompt::effect, NoiseFixture.parts(FIXTURE.get("parts")),
                    FIXTURE.get("scale").doubleValue(), FIXTURE.get("rate").doubleValue());

            NoiseLoss loss = objective.evaluate(doubles(FIXTURE.get("theta")), noise(prompt, 2));

            JsonNode expected = FIXTURE.get(measure);
            assertThat(loss.value()).isCloseTo(expected.get("loss").doubleValue(), withinPercentage(1e-3));
            double[] gradient = doubles(expected.get("gradient"));
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            assertThat(loss.gradient()).containsExactly(gradient, within(1e-5 * largest));
        }
    }

    @Test
    void zeroNoiseHasNoEffect() {
        try (NoisedPrompt prompt = prompt()) {
            NoiseEffect effect = prompt.effect(new float[prompt.numTokens()], noise(prompt, 1));

            assertThat(effect.distances()).containsExactly(new float[] { 0 }, within(1e-9f));
        }
    }

    @Test
    void failedCallReleasesNativeMemory() {
        int before = NativeResources.count();
        int unknown = EMBEDDED.model().config().vocabSize();

        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> EMBEDDED.model().newNoisedPrompt(new int[] { unknown }))
            .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.GENERATION_FAILED));
        assertThat(NativeResources.count()).isEqualTo(before);
    }

    @Test
    void deviationCoversAllTokenEmbeddings() {
        try (NoisedPrompt prompt = prompt()) {
            assertThat(prompt.embeddingDeviation()).isEqualTo(FIXTURE.get("embedding_std").floatValue(), within(1e-6f));
        }
    }

}

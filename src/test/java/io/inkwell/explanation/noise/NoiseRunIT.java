package io.inkwell.explanation.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.NotCancelled;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.Granularity;
import io.inkwell.model.checkpoint.EmbeddedFloat32;
import io.inkwell.model.introspection.NoiseEffect;
import io.inkwell.model.introspection.NoisedPrompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** Learns noise for the embedded model. */
class NoiseRunIT {

    @RegisterExtension
    private static final EmbeddedFloat32 EMBEDDED = new EmbeddedFloat32();

    private static NoiseRequest request(int numTokens, int iterations) {
        List<ExplainedToken> tokens = IntStream.range(0, numTokens)
            .mapToObj((i) -> new ExplainedToken(300 + i, "x", i))
            .toList();
        return NoiseRequest.of(tokens, Granularity.TOKEN,
                new NoiseSettings(NoiseMode.STEADY, iterations, 0.1, 1.0, 0.1, 4, 0));
    }

    @Test
    void stopsWhenCancelled() {
        CancellationToken cancellation = new CancellationToken(() -> {
        });
        List<Integer> iterations = new ArrayList<>();

        assertThatExceptionOfType(CancellationException.class)
            .isThrownBy(() -> NoiseRun.learn(request(3, 2000), EMBEDDED.model(), cancellation, (progress) -> {
                iterations.add(progress.iteration());
                if (progress.iteration() == 3) {
                    cancellation.cancel();
                }
            }));

        assertThat(iterations).containsExactly(1, 2, 3);
    }

    /**
     * Samples of a long prompt need several calls, and samples of one call are
     * independent.
     */
    @Test
    void batchingSamplesDoesNotChangeTheirEffect() {
        int[] tokens = request(40, 20).tokenIds();
        try (NoisedPrompt prompt = EMBEDDED.model().newNoisedPrompt(tokens)) {
            float[] noise = new float[4 * tokens.length * prompt.hiddenSize()];
            float[] sigma = new float[tokens.length];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) Math.sin(i);
                sigma[i % sigma.length] = 0.1f;
            }

            NoiseEffect together = prompt.effect(sigma, noise);
            NoiseEffect inParts = new NoiseRun(prompt, NotCancelled.TOKEN).effect(sigma, noise);

            assertThat(inParts.distances()).containsExactly(together.distances(), within(1e-5f));
            assertThat(inParts.gradients()).containsExactly(together.gradients(), within(1e-4f));
        }
    }

}

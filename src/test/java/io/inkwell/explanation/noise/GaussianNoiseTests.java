package io.inkwell.explanation.noise;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GaussianNoiseTests {

    private static GaussianNoise noise(boolean antithetic, int numSamples, int sampleSize) {
        return new GaussianNoise(new SplittableRandom(0), antithetic, numSamples, sampleSize);
    }

    @Test
    void antitheticSamplesAreNegated() {
        float[] samples = noise(true, 4, 3).draw();

        for (int i = 0; i < 6; i++) {
            assertThat(samples[i + 6]).isEqualTo(-samples[i]).isNotZero();
        }
    }

    @Test
    void drawsDiffer() {
        GaussianNoise noise = noise(false, 1, 3);
        float[] first = noise.draw().clone();

        assertThat(noise.draw()).isNotEqualTo(first);
    }

    @Test
    void isStandardNormal() {
        float[] samples = noise(false, 1, 100_000).draw();

        assertThat(IntStream.range(0, samples.length).mapToDouble((i) -> samples[i]).average().orElseThrow())
            .isBetween(-0.02, 0.02);
        assertThat(
                IntStream.range(0, samples.length).mapToDouble((i) -> samples[i] * samples[i]).average().orElseThrow())
            .isBetween(0.98, 1.02);
    }

    @Test
    void antitheticRequiresEvenNumberOfSamples() {
        assertThatIllegalArgumentException().isThrownBy(() -> noise(true, 3, 1))
            .withMessage("numSamples must be even to be antithetic; given: 3");
    }

}

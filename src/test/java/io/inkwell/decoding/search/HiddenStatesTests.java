package io.inkwell.decoding.search;

import java.util.Random;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HiddenStatesTests {

    @Test
    void ignoresLength() {
        HiddenStates states = new HiddenStates();
        states.add(new float[] { 100, 0 }, 0, 2);
        states.add(new float[] { 0, 0.1f }, 0, 2);

        assertThat(states.greatestCosine(new float[] { 3, 4 }, 0, 2)).isCloseTo(0.8f, within(1e-6f));
        assertThat(states.greatestCosine(new float[] { -5, 0 }, 0, 2)).isCloseTo(0, within(1e-6f));
    }

    @Test
    void findsMostSimilarState() {
        Random random = new Random(3);
        for (int size : new int[] { 1, 3, 4, 7, 192 }) {
            HiddenStates states = new HiddenStates();
            float[] batch = Rows.normal(random, 300 * size, 1);
            float[] wanted = Rows.normal(random, size, 1);
            double greatest = -1;
            for (int i = 0; i < 300; i++) {
                states.add(batch, i * size, size);
                greatest = Math.max(greatest, cosine(batch, i * size, wanted));
            }

            assertThat((double) states.greatestCosine(wanted, 0, size)).isCloseTo(greatest, within(1e-5));
        }
    }

    @Test
    void zeroStateIsDissimilar() {
        HiddenStates states = new HiddenStates();
        states.add(new float[] { 0, 0 }, 0, 2);

        assertThat(states.greatestCosine(new float[] { 1, 1 }, 0, 2)).isZero();
        assertThat(states.greatestCosine(new float[] { 0, 0 }, 0, 2)).isZero();
    }

    private static double cosine(float[] batch, int offset, float[] other) {
        double dot = 0;
        double length = 0;
        double otherLength = 0;
        for (int i = 0; i < other.length; i++) {
            dot += (double) batch[offset + i] * other[i];
            length += (double) batch[offset + i] * batch[offset + i];
            otherLength += (double) other[i] * other[i];
        }
        return dot / Math.sqrt(length * otherLength);
    }

}

package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EtaProcessorTests {

    @Test
    void equalsEpsilonAtLowEntropy() {
        // Entropy 0.22: the square-root bound, 0.18, exceeds epsilon.
        float[] row = Rows.ofProbabilities(0.95, 0.045, 0.005);
        assertThat(kept(0.05f, row)).containsExactly(0);
        assertThat(kept(0.04f, row)).containsExactly(0, 1);
    }

    @Test
    void keepsMoreAtHighEntropy() {
        // Entropy 2.24: at 0.09 the bound is 0.3 / 9.4 = 0.032.
        float[] row = Rows.ofProbabilities(0.13, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.07, 0.05, 0.03);
        assertThat(kept(0.09f, row)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(Rows.tokenIds(Rows.processed(new EpsilonProcessor(0.09f), row))).containsExactly(0, 1, 2, 3, 4, 5,
                6);
    }

    @Test
    void alwaysKeepsMostLikelyTokenAndTies() {
        assertThat(kept(0.99f, 4, 4, 4, 2)).containsExactly(0, 1, 2);
    }

    @Test
    void reportsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> kept(0.5f, 3, Float.NaN, 1));
    }

    private static int[] kept(float epsilon, float... row) {
        return Rows.tokenIds(Rows.processed(new EtaProcessor(epsilon), row));
    }

}

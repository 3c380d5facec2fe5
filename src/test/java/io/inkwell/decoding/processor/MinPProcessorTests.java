package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MinPProcessorTests {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void keepsTokensAboveRelativeThreshold() {
        float[] row = Rows.ofProbabilities(0.1, 0.5, 0.05, 0.35);
        assertThat(kept(0.15f, row)).containsExactly(0, 1, 3);
        assertThat(kept(0.25f, row)).containsExactly(1, 3);
        assertThat(kept(0.75f, row)).containsExactly(1);
    }

    @Test
    void thresholdIsInclusive() {
        assertThat(kept(0.5f, Rows.ofProbabilities(0.5, 0.25, 0.25))).containsExactly(0, 1, 2);
        assertThat(kept(0.1f, Rows.ofProbabilities(0.5, 0.45, 0.05))).containsExactly(0, 1, 2);
    }

    @Test
    void keepsMaximumAndTies() {
        assertThat(kept(1, 3, 7, 2, 7)).containsExactly(1, 3);
    }

    @Test
    void dropsImpossibleTokens() {
        assertThat(kept(Float.MIN_VALUE, 0, NEVER, -100)).containsExactly(0, 2);
    }

    @Test
    void reportsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> kept(0.5f, 3, Float.NaN, 1));
    }

    private static int[] kept(float minP, float... row) {
        return Rows.tokenIds(Rows.processed(new MinPProcessor(minP), row));
    }

}

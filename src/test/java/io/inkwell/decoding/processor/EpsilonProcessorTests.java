package io.inkwell.decoding.processor;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EpsilonProcessorTests {

    @Test
    void keepsTokensAboveThreshold() {
        float[] row = Rows.ofProbabilities(0.1, 0.5, 0.05, 0.35);
        assertThat(kept(0.04f, row)).containsExactly(0, 1, 2, 3);
        assertThat(kept(0.07f, row)).containsExactly(0, 1, 3);
        assertThat(kept(0.4f, row)).containsExactly(1);
    }

    @Test
    void keepsProbabilityWithinRoundingOfThreshold() {
        assertThat(kept(0.1f, new float[10])).hasSize(10);
        assertThat(kept(0.2f, new float[5])).hasSize(5);
    }

    @Test
    void alwaysKeepsMostLikelyTokenAndTies() {
        assertThat(kept(0.9f, 1, 4, 4, 2)).containsExactly(1, 2);
    }

    @Test
    void renormalizesOverRemainingCandidates() {
        Logits logits = Rows.logits(Rows.ofProbabilities(0.25, 0.2, 0.15, 0.4));
        logits.keepAtLeast((float) Math.log(0.19));
        new EpsilonProcessor(0.22f).process(logits, new TokenHistory(new int[0]));
        assertThat(Rows.tokenIds(logits)).containsExactly(0, 1, 3);
    }

    @Test
    void reportsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> kept(0.5f, 3, Float.NaN, 1));
    }

    private static int[] kept(float epsilon, float... row) {
        return Rows.tokenIds(Rows.processed(new EpsilonProcessor(epsilon), row));
    }

}

package io.inkwell.explanation.attention;

import org.junit.jupiter.api.Test;

import io.inkwell.model.introspection.Attention;

import static org.assertj.core.api.Assertions.assertThat;

class AttentionCombinationTests {

    /** Two layers of two heads and two tokens. */
    private static final Attention ATTENTION = new Attention(2, 2, 2, 1,
            new float[] { 1, 0, 0.5f, 0.5f, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0.5f, 0.5f }, new float[8], new float[8]);

    @Test
    void meanAveragesHeadsOfEachLayer() {
        Attention mean = AttentionCombination.MEAN.of(ATTENTION);

        assertThat(mean.numHeads()).isOne();
        assertThat(mean.scores()).containsExactly(1, 0, 0.25f, 0.75f, 1, 0, 0.75f, 0.25f);
    }

    @Test
    void maxTakesLargestOfHeads() {
        assertThat(AttentionCombination.MAX.of(ATTENTION).scores()).containsExactly(1, 0, 0.5f, 1, 1, 0, 1, 0.5f);
    }

    @Test
    void noneReturnsSameAttention() {
        assertThat(AttentionCombination.NONE.of(ATTENTION)).isSameAs(ATTENTION);
    }

}

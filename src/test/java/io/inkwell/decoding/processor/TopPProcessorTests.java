package io.inkwell.decoding.processor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopPProcessorTests {

    // Within this error, a sum of float32 probabilities may fall on either side of top-p.
    private static final double FLOAT_ERROR = 3e-7;

    // Probabilities 0.5, 0.25, 0.125, 0.125.
    private final float[] halves = { ln(0.125), ln(0.5), ln(0.125), ln(0.25) };

    @Test
    void includesTokenThatReachesMass() {
        assertThat(kept(0.4f, this.halves)).containsExactly(1);
        assertThat(kept(0.6f, this.halves)).containsExactly(1, 3);
        assertThat(kept(0.7f, this.halves)).containsExactly(1, 3);
        assertThat(kept(0.9f, this.halves)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void breaksTiesByLowestId() {
        assertThat(kept(0.8f, this.halves)).containsExactly(0, 1, 3);
        assertThat(kept(0.5f, 0, 0, 0, 0)).containsExactly(0, 1);
        assertThat(kept(0.5f, 0f, -0f, 0f, -0f)).containsExactly(0, 1);
    }

    @Test
    void toleratesRoundingOfMass() {
        assertThat(kept(0.6f, new float[10])).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(kept(0.7f, new float[10])).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void keepsAtLeastOneToken() {
        assertThat(kept(Float.MIN_VALUE, 1, 3, 2)).containsExactly(1);
        assertThat(kept(0.5f, Float.NEGATIVE_INFINITY, -900)).containsExactly(1);
        assertThat(kept(0.01f, 5)).containsExactly(0);
    }

    @Test
    void renormalizesOverRemainingCandidates() {
        Logits logits = Rows.logits(this.halves);
        logits.keepAtLeast(ln(0.25));
        new TopPProcessor(0.66f).process(logits, new TokenHistory(new int[0]));
        assertThat(Rows.tokenIds(logits)).containsExactly(1);
    }

    @Test
    void matchesSorting() {
        Random random = new Random(12);
        for (int i = 0; i < 2000; i++) {
            assertKeepsWhatASortKeeps(Rows.odd(random), 0.001f + 0.998f * random.nextFloat());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = { 0.01f, 0.5f, 0.9f, 0.99f, 0.99999f })
    void matchesSortingOfFullVocabulary(float topP) {
        Random random = new Random(13);
        for (double deviation : new double[] { 0, 0.01, 0.5, 3, 20 }) {
            assertKeepsWhatASortKeeps(Rows.normal(random, Rows.GPT2, deviation), topP);
        }
    }

    @Test
    void reportsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> kept(0.5f, 3, Float.NaN, 1));
    }

    private static int[] kept(float topP, float... row) {
        return Rows.tokenIds(Rows.processed(new TopPProcessor(topP), row));
    }

    private static void assertKeepsWhatASortKeeps(float[] row, float topP) {
        int[] kept = kept(topP, row);
        int[] ranked = IntStream.range(0, row.length)
            .boxed()
            .sorted(Comparator.<Integer, Float>comparing((id) -> 0f - row[id]).thenComparing((id) -> id))
            .mapToInt((id) -> id)
            .toArray();
        double[] masses = Arrays.stream(ranked)
            .mapToDouble((id) -> Math.exp((double) row[id] - row[ranked[0]]))
            .toArray();
        double sum = Arrays.stream(masses).sum();
        double withoutLast = Arrays.stream(masses, 0, kept.length - 1).sum() / sum;
        assertThat(kept).isEqualTo(Arrays.stream(ranked, 0, kept.length).sorted().toArray());
        assertThat(withoutLast).isLessThan(topP + FLOAT_ERROR);
        assertThat(withoutLast + masses[kept.length - 1] / sum).isGreaterThan(topP - FLOAT_ERROR);
    }

    private static float ln(double probability) {
        return (float) Math.log(probability);
    }

}

package io.inkwell.decoding.processor;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopKProcessorTests {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void keepsKHighest() {
        Logits logits = Rows.processed(new TopKProcessor(2), 1, 5, -2, 4, 3);
        assertThat(Rows.tokenIds(logits)).containsExactly(1, 3);
        assertThat(Rows.values(logits)).containsExactly(5, 4);
    }

    @Test
    void keepsTiesWithTheKth() {
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(2), 3, 5, 3, 1, 3))).containsExactly(0, 1, 2, 4);
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(1), 7, 7, 7))).containsExactly(0, 1, 2);
    }

    @Test
    void keepsAllIfKIsLarge() {
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(3), 1, 2, 3))).containsExactly(0, 1, 2);
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(Integer.MAX_VALUE), 1, 2))).containsExactly(0, 1);
    }

    @Test
    void doesNotKeepImpossibleTokens() {
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(3), NEVER, 2, NEVER, 1, NEVER))).containsExactly(1,
                3);
    }

    @Test
    void matchesSorting() {
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            float[] row = Rows.odd(random);
            int k = 1 + random.nextInt(Math.max(1, row.length - 1));
            assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(k), row))).isEqualTo(sorted(row, k));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 40, 1000, 20_000, 50_256 })
    void matchesSortingOfFullVocabulary(int k) {
        Random random = new Random(k);
        TopKProcessor processor = new TopKProcessor(k);
        for (double deviation : new double[] { 0.001, 3, 3, 100 }) {
            float[] row = Rows.normal(random, Rows.GPT2, deviation);
            assertThat(Rows.tokenIds(Rows.processed(processor, row))).isEqualTo(sorted(row, k));
        }
    }

    @Test
    void handlesRowsInAnyOrder() {
        float[] ascending = Rows.normal(new Random(1), 10_000, 3);
        Arrays.sort(ascending);
        float[] descending = new float[ascending.length];
        for (int i = 0; i < ascending.length; i++) {
            descending[i] = ascending[ascending.length - 1 - i];
        }
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(50), ascending))).isEqualTo(sorted(ascending, 50));
        assertThat(Rows.tokenIds(Rows.processed(new TopKProcessor(50), descending))).isEqualTo(sorted(descending, 50));
    }

    @Test
    void reportsNaN() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Rows.processed(new TopKProcessor(1), 3, 2, Float.NaN, 1));
    }

    private static int[] sorted(float[] row, int k) {
        float[] sorted = row.clone();
        Arrays.sort(sorted);
        float threshold = sorted[row.length - k];
        return IntStream.range(0, row.length).filter((id) -> row[id] >= threshold && row[id] != NEVER).toArray();
    }

}

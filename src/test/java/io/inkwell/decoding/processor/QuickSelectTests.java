package io.inkwell.decoding.processor;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;

import static org.assertj.core.api.Assertions.assertThat;

class QuickSelectTests {

    @Test
    void findsKthGreatest() {
        assertThat(QuickSelect.kthGreatest(new float[] { 2, 9, 4, 9, 1 }, 5, 1)).isEqualTo(9);
        assertThat(QuickSelect.kthGreatest(new float[] { 2, 9, 4, 9, 1 }, 5, 3)).isEqualTo(4);
        assertThat(QuickSelect.kthGreatest(new float[] { 2, 9, 4, 9, 1 }, 3, 3)).isEqualTo(2);
    }

    @Test
    void movesGreatestToFront() {
        Random random = new Random(4);
        for (int i = 0; i < 5000; i++) {
            float[] values = Rows.odd(random);
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            int k = 1 + random.nextInt(values.length);
            assertThat(QuickSelect.kthGreatest(values, values.length, k)).isEqualTo(sorted[values.length - k]);
            float[] front = Arrays.copyOf(values, k);
            Arrays.sort(front);
            assertThat(front).isEqualTo(Arrays.copyOfRange(sorted, values.length - k, values.length));
        }
    }

}

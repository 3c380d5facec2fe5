package io.inkwell.explanation.noise;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class TailAverageTests {

    private static TailAverage of(double... series) {
        TailAverage tail = new TailAverage(series.length, 1);
        for (double number : series) {
            tail.add(new double[] { number }, 10 * number);
        }
        return tail;
    }

    @Test
    void ignoresFirstHalf() {
        TailAverage tail = of(9, 9, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 3, 3, 3, 3);

        assertThat(tail.mean()).containsExactly(2);
        assertThat(tail.meanLoss()).isEqualTo(20);
        assertThat(tail.earlierMean()).containsExactly(1);
        assertThat(tail.laterMean()).containsExactly(3);
    }

    /**
     * Eight blocks of one value: standard deviation divided by the square root of eight.
     */
    @Test
    void standardErrorIsComputedFromBlocks() {
        TailAverage tail = of(0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 1, 3, 1, 3, 1, 3);

        assertThat(tail.standardError()).containsExactly(new double[] { Math.sqrt(8.0 / 7 / 8) }, within(1e-12));
    }

    @Test
    void requiresTwoValuesPerBlock() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TailAverage(15, 1))
            .withMessage("length must be at least 16; given: 15");
    }

}

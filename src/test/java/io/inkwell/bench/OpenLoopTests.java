package io.inkwell.bench;

import java.util.Arrays;
import java.util.List;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Statistical tests of the Poisson process. */
class OpenLoopTests {

    private static final int COUNT = 20_000;

    private static final double RATE = 8;

    @Test
    void gapsAreExponential() {
        double[] gaps = gaps(1);
        Arrays.sort(gaps);

        // Kolmogorov-Smirnov test: one seed in a hundred exceeds 1.63 / sqrt(n).
        double distance = 0;
        for (int i = 0; i < gaps.length; i++) {
            double expected = 1 - Math.exp(-RATE * gaps[i]);
            distance = Math.max(distance, Math.abs(expected - (i + 0.5) / gaps.length));
        }
        assertThat(distance).isLessThan(1.63 / Math.sqrt(COUNT));
    }

    @Test
    void gapsHaveTheExpectedMeanAndDeviation() {
        double[] gaps = gaps(2);
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance = Arrays.stream(gaps).map((gap) -> (gap - mean) * (gap - mean)).average().orElseThrow();

        assertThat(mean).isCloseTo(1 / RATE, Percentage.withPercentage(2));
        assertThat(Math.sqrt(variance)).isCloseTo(1 / RATE, Percentage.withPercentage(3));
    }

    @Test
    void countsPerSecondArePoisson() {
        int[] counts = new int[(int) (COUNT / RATE) - 100];
        offsets(3).stream()
            .mapToInt((offset) -> (int) (offset / 1e9))
            .filter((second) -> second < counts.length)
            .forEach((second) -> counts[second]++);
        double mean = Arrays.stream(counts).average().orElseThrow();
        double variance = Arrays.stream(counts)
            .mapToDouble((count) -> (count - mean) * (count - mean))
            .average()
            .orElseThrow();

        assertThat(variance / mean).isCloseTo(1, Percentage.withPercentage(10));
    }

    @Test
    void equalSeedsGiveEqualArrivals() {
        assertThat(offsets(4)).isEqualTo(offsets(4)).isNotEqualTo(offsets(5)).isSorted();
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
    void rejectsInvalidRates(double rate) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new OpenLoop(rate, 1, 0))
            .withMessage("--rate must be above 0 and at most 1000000000; given: " + rate);
    }

    private static double[] gaps(long seed) {
        List<Long> offsets = offsets(seed);
        double[] gaps = new double[offsets.size()];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (offsets.get(i) - ((i > 0) ? offsets.get(i - 1) : 0)) / 1e9;
        }
        return gaps;
    }

    private static List<Long> offsets(long seed) {
        return new OpenLoop(RATE, Integer.MAX_VALUE, seed).offsets().take(COUNT).toStream().toList();
    }

}

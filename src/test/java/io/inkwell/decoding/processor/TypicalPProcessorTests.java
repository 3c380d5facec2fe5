package io.inkwell.decoding.processor;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.Rows;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TypicalPProcessorTests {

    // The error that float32 may introduce into a distance or a mass.
    private static final double FLOAT_ERROR = 1e-5;

    @Test
    void keepsMostTypicalTokensUpToMass() {
        float[] row = Rows.ofProbabilities(0.3, 0.5, 0.04, 0.16);
        // The entropy is 1.13; the information contents are 1.2, 0.69, 3.2 and 1.8.
        assertThat(kept(0.2f, row)).containsExactly(0);
        assertThat(kept(0.31f, row)).containsExactly(0, 1);
        assertThat(kept(0.9f, row)).containsExactly(0, 1, 3);
        assertThat(kept(0.97f, row)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void mayRemoveMostLikelyToken() {
        float[] row = new float[101];
        row[40] = (float) Math.log(25);
        // One token of probability 0.2 and a hundred of 0.008: the entropy is 4.2, close
        // to the information content of the many, 4.8.
        assertThat(kept(0.7f, row)).hasSize(100).doesNotContain(40);
    }

    @Test
    void keepsTies() {
        assertThat(kept(0.01f, 3, 3, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void keepsAtLeastOnePossibleToken() {
        assertThat(kept(Float.MIN_VALUE, 900, -900, 0)).containsExactly(0);
        assertThat(kept(Math.nextDown(1f), 1, Float.NEGATIVE_INFINITY)).containsExactly(0);
    }

    @Test
    void matchesSorting() {
        Random random = new Random(31);
        for (int i = 0; i < 2000; i++) {
            assertKeepsWhatASortKeeps(Rows.odd(random), 0.001f + 0.998f * random.nextFloat());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = { 0.01f, 0.2f, 0.5f, 0.95f, 0.9999f })
    void matchesSortingOfFullVocabulary(float typicalP) {
        Random random = new Random(32);
        for (double deviation : new double[] { 0, 0.01, 0.5, 3, 20 }) {
            assertKeepsWhatASortKeeps(Rows.normal(random, Rows.GPT2, deviation), typicalP);
        }
    }

    @Test
    void reportsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> kept(0.5f, 3, Float.NaN, 1));
    }

    /**
     * Computed in double from the definition; tokens within rounding error of the
     * threshold are not compared.
     */
    private static void assertKeepsWhatASortKeeps(float[] row, float typicalP) {
        double[] probabilities = Rows.probabilities(row);
        double entropy = DoubleStream.of(probabilities).filter((p) -> p > 0).map((p) -> -p * Math.log(p)).sum();
        double max = IntStream.range(0, row.length).mapToDouble((i) -> row[i]).max().orElseThrow();
        double logSumExp = max - Math.log(DoubleStream.of(probabilities).max().orElseThrow());
        double[] distances = IntStream.range(0, row.length)
            .mapToDouble((i) -> Math.abs(logSumExp - row[i] - entropy))
            .toArray();
        int[] kept = kept(typicalP, row);
        double radius = IntStream.of(kept).mapToDouble((id) -> distances[id]).max().orElseThrow();
        double error = FLOAT_ERROR * (1 + Math.abs(max));
        boolean[] isKept = new boolean[row.length];
        IntStream.of(kept).forEach((id) -> isKept[id] = true);
        assertThat(IntStream.range(0, row.length).filter((id) -> !isKept[id] && distances[id] < radius - error))
            .isEmpty();
        double surelyNearer = mass(probabilities, distances, radius - error);
        assertThat(surelyNearer).isLessThan(typicalP + FLOAT_ERROR);
        assertThat(IntStream.of(kept).mapToDouble((id) -> probabilities[id]).sum())
            .isGreaterThan(typicalP - FLOAT_ERROR);
    }

    private static double mass(double[] probabilities, double[] distances, double radius) {
        return IntStream.range(0, distances.length)
            .filter((id) -> distances[id] < radius)
            .mapToDouble((id) -> probabilities[id])
            .sum();
    }

    private static int[] kept(float typicalP, float... row) {
        return Rows.tokenIds(Rows.processed(new TypicalPProcessor(typicalP), row));
    }

}

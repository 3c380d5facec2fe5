package io.inkwell.decoding.sampling;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.decoding.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the noise along each of its four inputs. Mapped by the Gumbel distribution
 * function it must be uniform, and neighbors must be independent.
 */
class GumbelNoiseTests {

    private static final int NUM_DRAWS = 200_000;

    static Stream<Named<IntToDoubleFunction>> directions() {
        return Stream.of(Named.of("token ids", (i) -> uniform(1, 0, 5, i)),
                Named.of("first members of groups", (i) -> uniform(1, 0, 5, 64 * i)),
                Named.of("positions", (i) -> uniform(1, 0, i, 262)), Named.of("choices", (i) -> uniform(1, i, 5, 262)),
                Named.of("seeds", (i) -> uniform(i, 0, 5, 262)),
                Named.of("seeds far apart", (i) -> uniform((long) i << 44, 0, 5, 262)),
                Named.of("rows of 50 tokens", (i) -> uniform(9, 2, i / 50, i % 50)));
    }

    @ParameterizedTest
    @MethodSource("directions")
    void isUniform(IntToDoubleFunction noise) {
        double[] draws = IntStream.range(0, NUM_DRAWS).mapToDouble(noise).toArray();
        int[] counts = new int[256];
        for (double draw : draws) {
            counts[(int) (draw * 256)]++;
        }
        assertThat(Statistics.chiSquareSigmas(counts)).isBetween(-4.0, 4.0);
        assertThat(Statistics.kolmogorovSmirnov(draws)).isLessThan(1.95);
    }

    @ParameterizedTest
    @MethodSource("directions")
    void neighborsAreIndependent(IntToDoubleFunction noise) {
        for (int distance : new int[] { 1, 2, 64 }) {
            assertIndependent(noise, (i) -> noise.applyAsDouble(i + distance));
        }
    }

    @Test
    void crossedNeighborsAreIndependent() {
        assertIndependent((i) -> uniform(3, 0, i, 8), (i) -> uniform(3, 0, i, 9));
        assertIndependent((i) -> uniform(3, 0, i, 8), (i) -> uniform(3, 0, i, 8 + 64));
        assertIndependent((i) -> uniform(3, 0, 7, i), (i) -> uniform(3, 0, 8, i));
        assertIndependent((i) -> uniform(3, 0, 7, i), (i) -> uniform(3, 1, 7, i));
        assertIndependent((i) -> uniform(3, 0, 7, i), (i) -> uniform(4, 0, 7, i));
        assertIndependent((i) -> uniform(3, 0, i, 8), (i) -> uniform(4, 0, i, 8));
    }

    @Test
    void groupMembersAreEquallyLikelyToBeGreatest() {
        int[] counts = new int[64];
        for (int position = 0; position < 50_000; position++) {
            double greatest = 0;
            int member = -1;
            for (int i = 0; i < 64; i++) {
                double draw = uniform(11, 0, position, 128 + i);
                if (draw > greatest) {
                    greatest = draw;
                    member = i;
                }
            }
            counts[member]++;
        }
        assertThat(Statistics.chiSquareSigmas(counts)).isBetween(-4.0, 4.0);
    }

    @Test
    void greatestTwoOfGroupHaveTheRightDistribution() {
        double[] greatest = new double[20_000];
        double[] ratios = new double[greatest.length];
        for (int position = 0; position < greatest.length; position++) {
            int at = position;
            double[] group = IntStream.range(0, 64).mapToDouble((i) -> uniform(12, 0, at, i)).sorted().toArray();
            // The order statistics of n uniform numbers: max^n is uniform, and so is
            // (second / max)^(n-1).
            greatest[position] = Math.pow(group[63], 64);
            ratios[position] = Math.pow(group[62] / group[63], 63);
        }
        assertThat(Statistics.kolmogorovSmirnov(greatest)).isLessThan(1.95);
        assertThat(Statistics.kolmogorovSmirnov(ratios)).isLessThan(1.95);
    }

    @Test
    void isAlwaysFinite() {
        assertThat(IntStream.range(0, NUM_DRAWS).mapToDouble((i) -> new GumbelSampler(i, 0).perturbed(0, -1, i)))
            .allMatch((noise) -> noise > -4 && noise < 42);
    }

    private static void assertIndependent(IntToDoubleFunction one, IntToDoubleFunction other) {
        int[] counts = new int[16 * 16];
        for (int i = 0; i < NUM_DRAWS; i++) {
            counts[16 * (int) (16 * one.applyAsDouble(i)) + (int) (16 * other.applyAsDouble(i))]++;
        }
        assertThat(Statistics.chiSquareSigmas(counts)).as(() -> Arrays.toString(counts)).isBetween(-4.0, 4.0);
    }

    private static double uniform(long seed, int choice, int position, int tokenId) {
        return Math.exp(-Math.exp(-new GumbelSampler(seed, choice).perturbed(0, position, tokenId)));
    }

}

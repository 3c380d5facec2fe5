package io.inkwell.decoding.processor;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.RandomCase;
import io.inkwell.decoding.RandomCases;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.sampling.TokenSampler;
import io.inkwell.decoding.stop.Stops;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** Properties that hold for every row and every setting. */
class ProcessorPropertiesTests {

    private static final TokenHistory NO_HISTORY = new TokenHistory(new int[0]);

    @RandomCases(seed = 31)
    void topKIsMonotonic(RandomCase random) {
        float[] row = row(random);
        int one = random.between(1, 320);
        int other = random.between(1, 320);
        IntFunction<int[]> kept = (k) -> kept(new TopKProcessor(k), row);
        assertNested(kept.apply(Math.min(one, other)), kept.apply(Math.max(one, other)));
    }

    @RandomCases(seed = 32)
    void topPIsMonotonic(RandomCase random) {
        float[] row = row(random);
        double one = share(random);
        double other = share(random);
        assertNestedUpwards(one, other, (topP) -> kept(new TopPProcessor((float) topP), row));
    }

    @RandomCases(seed = 33)
    void typicalPIsMonotonic(RandomCase random) {
        float[] row = row(random);
        double one = share(random);
        double other = share(random);
        assertNestedUpwards(one, other, (typicalP) -> kept(new TypicalPProcessor((float) typicalP), row));
    }

    @RandomCases(seed = 34)
    void minPIsMonotonic(RandomCase random) {
        float[] row = row(random);
        double one = share(random);
        double other = share(random);
        assertNestedUpwards(-one, -other, (minP) -> kept(new MinPProcessor((float) -minP), row));
    }

    @RandomCases(seed = 35)
    void epsilonIsMonotonic(RandomCase random) {
        float[] row = row(random);
        double one = share(random);
        double other = share(random);
        assertNestedUpwards(-one, -other, (epsilon) -> kept(new EpsilonProcessor((float) -epsilon), row));
    }

    @RandomCases(seed = 36)
    void etaIsMonotonicAndKeepsAtLeastEpsilon(RandomCase random) {
        float[] row = row(random);
        double one = share(random);
        double other = share(random);
        assertNestedUpwards(-one, -other, (eta) -> kept(new EtaProcessor((float) -eta), row));
        assertNested(kept(new EpsilonProcessor((float) one), row), kept(new EtaProcessor((float) one), row));
    }

    @RandomCases(seed = 37)
    void resultIsADistributionOverAscendingIds(RandomCase random) {
        float[] row = row(random);
        SamplingParams params = settings(random);
        Logits logits = selected(params, row);
        assertThat(logits.numCandidates()).isPositive();
        assertThat(Rows.tokenIds(logits)).isSorted().doesNotHaveDuplicates();
        assertThat(DoubleStream.of(Rows.probabilities(logits)).sum()).isCloseTo(1, within(1e-9));
    }

    @RandomCases(seed = 38)
    void keepsRelativeProbabilities(RandomCase random) {
        float[] row = row(random);
        SamplingParams params = settings(random);
        Logits logits = selected(params, row);
        float temperature = params.temperature();
        for (int i = 0; i < logits.numCandidates(); i++) {
            assertThat(logits.value(i)).isEqualTo(row[logits.tokenId(i)] / temperature);
        }
    }

    @RandomCases(seed = 39)
    void keepsMostLikelyTokenExceptForTypicalP(RandomCase random) {
        float[] row = row(random);
        SamplingParams params = settings(random);
        if (params.typicalP() == 1) {
            assertThat(selected(params, row).max()).isEqualTo(Rows.logits(row).max() / params.temperature());
        }
    }

    @RandomCases(seed = 40)
    void samplesFromRemainingCandidates(RandomCase random) {
        float[] row = row(random);
        SamplingParams params = settings(random);
        long seed = random.anyLong();
        int drawn = new TokenSampler(params, Stops.NONE, seed, 0).select(Rows.logits(row), NO_HISTORY);
        assertThat(Rows.possibleIds(selected(params, row))).contains(drawn);
    }

    @RandomCases(seed = 41)
    void greedyTakesHighestAllowedScore(RandomCase random) {
        float[] row = row(random);
        long seed = random.anyLong();
        int[] banned = new Random(seed).ints(row.length, 0, row.length).toArray();
        SamplingParams params = SamplingParams.builder()
            .temperature(0)
            .badWords(IntStream.of(banned).mapToObj(List::of).toList())
            .build();
        Logits logits = Rows.logits(row);
        IntStream.of(banned).forEach(logits::ban);
        int[] left = Rows.possibleIds(logits);
        TokenSampler sampler = new TokenSampler(params, Stops.NONE, seed, 0);
        if (left.length == 0) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> sampler.select(Rows.logits(row), NO_HISTORY));
        }
        else {
            int chosen = sampler.select(Rows.logits(row), NO_HISTORY);
            assertThat(left).contains(chosen);
            assertThat(IntStream.of(left))
                .allMatch((id) -> row[id] < row[chosen] || row[id] == row[chosen] && chosen <= id);
        }
    }

    /** A row of any spread, with ties and impossible tokens; see {@link Rows#odd}. */
    private static float[] row(RandomCase random) {
        return Rows.odd(new Random(random.anyLong()));
    }

    /** In (0, 1), small values as often as medium ones. */
    private static double share(RandomCase random) {
        return random.either() ? random.between(0.001, 0.999) : Math.exp(-random.between(1.0, 16.0));
    }

    private static SamplingParams settings(RandomCase random) {
        return SamplingParams.builder()
            .temperature(random.between(0.1f, 2f))
            .topK(random.between(0, 60))
            .topP(shareOr(1, random))
            .minP(shareOr(0, random))
            .typicalP(shareOr(1, random))
            .epsilonCutoff(shareOr(0, random))
            .etaCutoff(shareOr(0, random))
            .build();
    }

    private static float shareOr(float off, RandomCase random) {
        return random.either() ? off : (float) share(random);
    }

    private static Logits selected(SamplingParams params, float[] row) {
        Logits logits = Rows.logits(row);
        new TokenSampler(params, Stops.NONE, (left, position) -> 0).select(logits, NO_HISTORY);
        return logits;
    }

    private static int[] kept(LogitsProcessor processor, float[] row) {
        return Rows.possibleIds(Rows.processed(processor, row));
    }

    private static void assertNestedUpwards(double one, double other, DoubleFunction<int[]> kept) {
        assertNested(kept.apply(Math.min(one, other)), kept.apply(Math.max(one, other)));
    }

    private static void assertNested(int[] inner, int[] outer) {
        assertThat(inner).isNotEmpty();
        assertThat(outer).contains(inner);
    }

}

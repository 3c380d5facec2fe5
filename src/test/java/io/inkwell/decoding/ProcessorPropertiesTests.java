package io.inkwell.decoding;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.inkwell.error.ServiceException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** What holds for every row and every setting. */
class ProcessorPropertiesTests {

    private static final TokenHistory NO_HISTORY = new TokenHistory(new int[0]);

    @Property
    void aGreaterTopKKeepsAllThatALesserKeeps(@ForAll("rows") float[] row, @ForAll("counts") int one,
            @ForAll("counts") int other) {
        IntFunction<int[]> kept = (k) -> kept(new TopKProcessor(k), row);
        assertNested(kept.apply(Math.min(one, other)), kept.apply(Math.max(one, other)));
    }

    @Property
    void aGreaterTopPKeepsAllThatALesserKeeps(@ForAll("rows") float[] row, @ForAll("shares") double one,
            @ForAll("shares") double other) {
        assertNestedUpwards(one, other, (topP) -> kept(new TopPProcessor((float) topP), row));
    }

    @Property
    void aGreaterTypicalPKeepsAllThatALesserKeeps(@ForAll("rows") float[] row, @ForAll("shares") double one,
            @ForAll("shares") double other) {
        assertNestedUpwards(one, other, (typicalP) -> kept(new TypicalPProcessor((float) typicalP), row));
    }

    @Property
    void aLesserMinPKeepsAllThatAGreaterKeeps(@ForAll("rows") float[] row, @ForAll("shares") double one,
            @ForAll("shares") double other) {
        assertNestedUpwards(-one, -other, (minP) -> kept(new MinPProcessor((float) -minP), row));
    }

    @Property
    void aLesserEpsilonKeepsAllThatAGreaterKeeps(@ForAll("rows") float[] row, @ForAll("shares") double one,
            @ForAll("shares") double other) {
        assertNestedUpwards(-one, -other, (epsilon) -> kept(new EpsilonProcessor((float) -epsilon), row));
    }

    @Property
    void aLesserEtaKeepsAllThatAGreaterKeepsAndNoLessThanEpsilon(@ForAll("rows") float[] row,
            @ForAll("shares") double one, @ForAll("shares") double other) {
        assertNestedUpwards(-one, -other, (eta) -> kept(new EtaProcessor((float) -eta), row));
        assertNested(kept(new EpsilonProcessor((float) one), row), kept(new EtaProcessor((float) one), row));
    }

    @Property
    void whatIsLeftIsADistributionOverAscendingIds(@ForAll("rows") float[] row,
            @ForAll("settings") SamplingParams params) {
        Logits logits = selected(params, row);
        assertThat(logits.numCandidates()).isPositive();
        assertThat(Rows.tokenIds(logits)).isSorted().doesNotHaveDuplicates();
        assertThat(DoubleStream.of(Rows.probabilities(logits)).sum()).isCloseTo(1, within(1e-9));
    }

    @Property
    void whatIsLeftKeepsItsProportions(@ForAll("rows") float[] row, @ForAll("settings") SamplingParams params) {
        Logits logits = selected(params, row);
        float temperature = params.temperature();
        for (int i = 0; i < logits.numCandidates(); i++) {
            assertThat(logits.value(i)).isEqualTo(row[logits.tokenId(i)] / temperature);
        }
    }

    @Property
    void theLikeliestIsNeverLostExceptToTypicalP(@ForAll("rows") float[] row,
            @ForAll("settings") SamplingParams params) {
        if (params.typicalP() == 1) {
            assertThat(selected(params, row).max()).isEqualTo(Rows.logits(row).max() / params.temperature());
        }
    }

    @Property
    void whatIsDrawnIsOfWhatIsLeft(@ForAll("rows") float[] row, @ForAll("settings") SamplingParams params,
            @ForAll long seed) {
        int drawn = new TokenSelector(params, Stops.NONE, seed, 0).select(Rows.logits(row), NO_HISTORY);
        assertThat(Rows.possibleIds(selected(params, row))).contains(drawn);
    }

    @Property
    void greedyTakesTheGreatestOfWhatIsNotBanned(@ForAll("rows") float[] row, @ForAll long seed) {
        Random random = new Random(seed);
        int[] banned = random.ints(row.length, 0, row.length).toArray();
        SamplingParams params = SamplingParams.builder()
            .temperature(0)
            .badWords(IntStream.of(banned).mapToObj(List::of).toList())
            .build();
        Logits logits = Rows.logits(row);
        IntStream.of(banned).forEach(logits::ban);
        int[] left = Rows.possibleIds(logits);
        TokenSelector selector = new TokenSelector(params, Stops.NONE, seed, 0);
        if (left.length == 0) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> selector.select(Rows.logits(row), NO_HISTORY));
        }
        else {
            int chosen = selector.select(Rows.logits(row), NO_HISTORY);
            assertThat(left).contains(chosen);
            assertThat(IntStream.of(left))
                .allMatch((id) -> row[id] < row[chosen] || row[id] == row[chosen] && chosen <= id);
        }
    }

    /** Rows of any spread, with ties and impossible tokens; see {@link Rows#odd}. */
    @Provide
    Arbitrary<float[]> rows() {
        return Arbitraries.longs().map((seed) -> Rows.odd(new Random(seed)));
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, 320);
    }

    /** Above 0 and below 1, as often tiny as middling. */
    @Provide
    Arbitrary<Double> shares() {
        return Arbitraries.oneOf(Arbitraries.doubles().between(0.001, 0.999).ofScale(3),
                Arbitraries.doubles().between(1, 16).map((power) -> Math.exp(-power)));
    }

    @Provide
    Arbitrary<SamplingParams> settings() {
        Arbitrary<Float> upTo1 = Arbitraries.oneOf(Arbitraries.just(1f), shares().map(Double::floatValue));
        Arbitrary<Float> from0 = Arbitraries.oneOf(Arbitraries.just(0f), shares().map(Double::floatValue));
        return Combinators
            .combine(Arbitraries.floats().between(0.1f, 2), Arbitraries.integers().between(0, 60), upTo1, from0, upTo1,
                    from0, from0)
            .as((temperature, topK, topP, minP, typicalP, epsilon, eta) -> SamplingParams.builder()
                .temperature(temperature)
                .topK(topK)
                .topP(topP)
                .minP(minP)
                .typicalP(typicalP)
                .epsilonCutoff(epsilon)
                .etaCutoff(eta)
                .build())
            .withoutEdgeCases();
    }

    private static Logits selected(SamplingParams params, float[] row) {
        Logits logits = Rows.logits(row);
        new TokenSelector(params, Stops.NONE, (left, position) -> 0).select(logits, NO_HISTORY);
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

package io.inkwell.decoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.inkwell.decoding.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.NaiveBeamSearch.Scored;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beam search on random models. The seeds are fixed, for once in some millions of models
 * two texts are closer than the rounding of their scores.
 */
class BeamSearchPropertyTests {

    private static final int EOS = 0;

    @Property(tries = 1500, seed = "11", edgeCases = EdgeCasesMode.NONE)
    void findsWhatANaiveSearchFinds(@ForAll("searches") Search search, @ForAll("stops") Stops stops,
            @ForAll long seed) {
        TinyModel model = TinyModel.random(seed, stops.vocabularySize());
        List<Integer> prompt = IntStream.of(SearchRequests.PROMPT).boxed().toList();

        List<Scored> expected = new NaiveBeamSearch(model, search.params(), prompt, stops.conditions(), stops.string(),
                search.repetitionPenalty())
            .run();
        List<Hypothesis> found = SearchDriver.run(model, search.params(), search.request(stops.conditions()));

        assertThat(found.stream().map((each) -> IntStream.of(each.tokens()).boxed().toList()).toList())
            .isEqualTo(expected.stream().map(Scored::output).toList());
        assertThat(found.stream().mapToDouble(Hypothesis::score).toArray())
            .containsExactly(expected.stream().mapToDouble(Scored::score).toArray(), Offset.offset(1e-5));
    }

    @Property(tries = 200, seed = "12")
    void oneBeamIsGreedy(@ForAll long seed) {
        TinyModel model = TinyModel.random(seed, 9);
        StopConditions stop = SearchRequests.stop(12, Set.of(EOS));
        BeamSearchParams oneBeam = new BeamSearchParams(1, 1, 0, 1, EarlyStopping.TRUE);

        assertThat(SearchDriver.run(model, oneBeam, SearchRequests.of(stop)).get(0).tokens())
            .isEqualTo(greedy(model, stop));
    }

    @Property(tries = 200, seed = "13")
    void enoughBeamsFindTheBestOfAllTexts(@ForAll("lengthPenalties") float lengthPenalty, @ForAll long seed) {
        TinyModel model = TinyModel.random(seed, 4);
        StopConditions stop = SearchRequests.stop(4, Set.of(EOS));
        BeamSearchParams allBeams = new BeamSearchParams(4 * 4 * 4, 1, 0, lengthPenalty, EarlyStopping.NEVER);

        Hypothesis found = SearchDriver.run(model, allBeams, SearchRequests.of(stop)).get(0);

        List<Scored> all = new ArrayList<>();
        addAllTexts(model, new Scored(List.of(), 0), stop.maxTokens(), all);
        Scored best = all.stream()
            .max(Comparator.comparingDouble((text) -> text.score() / Math.pow(text.output().size(), lengthPenalty)))
            .orElseThrow();
        assertThat(IntStream.of(found.tokens()).boxed().toList()).isEqualTo(best.output());
    }

    @Property(tries = 100, seed = "14")
    void groupsThatCostEachOtherNothingAreAlike(@ForAll("lengthPenalties") float lengthPenalty, @ForAll long seed) {
        TinyModel model = TinyModel.random(seed, 6);
        SearchRequest request = SearchRequests.of(SearchRequests.stop(6, Set.of(EOS)));

        List<Hypothesis> alone = SearchDriver.run(model,
                new BeamSearchParams(2, 1, 0, lengthPenalty, EarlyStopping.FALSE), request);
        List<Hypothesis> threeGroups = SearchDriver.run(model,
                new BeamSearchParams(6, 3, 0, lengthPenalty, EarlyStopping.FALSE), request);

        assertThat(threeGroups).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(threeGroups.get(i).tokens()).isEqualTo(alone.get(i / 3).tokens());
            assertThat(threeGroups.get(i).score()).isEqualTo(alone.get(i / 3).score());
        }
    }

    private static int[] greedy(TinyModel model, StopConditions stop) {
        TokenSelector selector = new TokenSelector(SamplingParams.GREEDY, stop, 0, 0);
        TokenHistory history = new TokenHistory(SearchRequests.PROMPT);
        StopCriteria criteria = new StopCriteria(stop, TokenBytes.NONE);
        int token;
        do {
            List<Integer> tokens = IntStream.range(0, history.size()).map(history::get).boxed().toList();
            token = selector.select(Rows.logits(model.logits(tokens)), history);
            history.append(token);
        }
        while (!criteria.check(token).isFinished());
        return history.outputTokens();
    }

    private static void addAllTexts(TinyModel model, Scored text, int maxTokens, List<Scored> all) {
        List<Integer> output = text.output();
        if (!output.isEmpty() && (output.get(output.size() - 1) == EOS || output.size() == maxTokens)) {
            all.add(text);
            return;
        }
        List<Integer> tokens = new ArrayList<>(IntStream.of(SearchRequests.PROMPT).boxed().toList());
        tokens.addAll(output);
        Logits logprobs = Rows.logits(model.logits(tokens));
        logprobs.normalize();
        for (int token = 0; token < model.vocabularySize(); token++) {
            addAllTexts(model, text.extend(token, text.score() + logprobs.get(token)), maxTokens, all);
        }
    }

    @Provide
    Arbitrary<Float> lengthPenalties() {
        return Arbitraries.of(-1f, 0f, 0.5f, 1f, 2f);
    }

    @Provide
    Arbitrary<Search> searches() {
        return Combinators
            .combine(Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 4),
                    Arbitraries.of(0f, 0.5f, 4f), lengthPenalties(), Arbitraries.of(EarlyStopping.class),
                    Arbitraries.of(1f, 1.3f))
            .as(Search::new);
    }

    @Provide
    Arbitrary<Stops> stops() {
        return Combinators
            .combine(Arbitraries.integers().between(2, 8), Arbitraries.integers().between(1, 7),
                    Arbitraries.integers().between(0, 2).set().ofMaxSize(2), Arbitraries.of(false, false, true),
                    Arbitraries.of("", "", "b", "cb"))
            .as(Stops::new);
    }

    record Search(int numGroups, int beamsPerGroup, float diversityPenalty, float lengthPenalty,
            EarlyStopping earlyStopping, float repetitionPenalty) {

        BeamSearchParams params() {
            return new BeamSearchParams(this.numGroups * this.beamsPerGroup, this.numGroups, this.diversityPenalty,
                    this.lengthPenalty, this.earlyStopping);
        }

        SearchRequest request(StopConditions stop) {
            return SearchRequests.of(stop, SamplingParams.builder().repetitionPenalty(this.repetitionPenalty).build());
        }

    }

    record Stops(int vocabularySize, int maxTokens, Set<Integer> eosTokenIds, boolean ignoreEos, String string) {

        StopConditions conditions() {
            StopSequences strings = this.string.isEmpty() ? StopSequences.NONE : StopSequences.of(List.of(this.string));
            return new StopConditions(0, this.maxTokens, Set.of(1), this.eosTokenIds, this.ignoreEos, strings, false);
        }

    }

}

package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.RandomCase;
import io.inkwell.decoding.RandomCases;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TinyModel;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.sampling.TokenSampler;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.NaiveBeamSearch.Scored;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.decoding.stop.StopStrings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beam search on random models. In about one of several million models, two hypotheses
 * are closer than rounding error.
 */
class BeamSearchPropertyTests {

    private static final int EOS = 0;

    private static final Float[] LENGTH_PENALTIES = { -1f, 0f, 0.5f, 1f, 2f };

    private static final List<Set<Integer>> EOS_TOKEN_IDS = List.of(Set.of(), Set.of(0), Set.of(1), Set.of(2),
            Set.of(0, 1), Set.of(0, 2), Set.of(1, 2));

    @RandomCases(count = 1500, seed = 11)
    void matchesNaiveSearch(RandomCase random) {
        Search search = Search.random(random);
        Stops stops = Stops.random(random);
        TinyModel model = TinyModel.random(random.anyLong(), stops.vocabularySize());
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

    @RandomCases(seed = 12)
    void singleBeamIsGreedy(RandomCase random) {
        TinyModel model = TinyModel.random(random.anyLong(), 9);
        StopConditions stop = SearchRequests.stop(12, Set.of(EOS));
        BeamSearchParams oneBeam = new BeamSearchParams(1, 1, 0, 1, EarlyStopping.TRUE);

        assertThat(SearchDriver.run(model, oneBeam, SearchRequests.of(stop)).get(0).tokens())
            .isEqualTo(greedy(model, stop));
    }

    @RandomCases(seed = 13)
    void enoughBeamsFindTheOptimum(RandomCase random) {
        TinyModel model = TinyModel.random(random.anyLong(), 4);
        float lengthPenalty = random.of(LENGTH_PENALTIES);
        StopConditions stop = SearchRequests.stop(4, Set.of(EOS));
        BeamSearchParams allBeams = new BeamSearchParams(4 * 4 * 4, 1, 0, lengthPenalty, EarlyStopping.NEVER);

        Hypothesis found = SearchDriver.run(model, allBeams, SearchRequests.of(stop)).get(0);

        List<Scored> all = new ArrayList<>();
        addAllOutputs(model, new Scored(List.of(), 0), stop.maxTokens(), all);
        Scored best = all.stream()
            .max(Comparator.comparingDouble((text) -> text.score() / Math.pow(text.output().size(), lengthPenalty)))
            .orElseThrow();
        assertThat(IntStream.of(found.tokens()).boxed().toList()).isEqualTo(best.output());
    }

    @RandomCases(seed = 14)
    void groupsWithoutPenaltyAreEqual(RandomCase random) {
        TinyModel model = TinyModel.random(random.anyLong(), 6);
        float lengthPenalty = random.of(LENGTH_PENALTIES);
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
        TokenSampler sampler = new TokenSampler(SamplingParams.GREEDY, stop, 0, 0);
        TokenHistory history = new TokenHistory(SearchRequests.PROMPT);
        StopCriteria criteria = new StopCriteria(stop, TokenBytes.NONE);
        int token;
        do {
            List<Integer> tokens = IntStream.range(0, history.size()).map(history::get).boxed().toList();
            token = sampler.select(Rows.logits(model.logits(tokens)), history);
            history.append(token);
        }
        while (!criteria.check(token).isFinished());
        return history.outputTokens();
    }

    private static void addAllOutputs(TinyModel model, Scored text, int maxTokens, List<Scored> all) {
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
            addAllOutputs(model, text.extend(token, text.score() + logprobs.get(token)), maxTokens, all);
        }
    }

    record Search(int numGroups, int beamsPerGroup, float diversityPenalty, float lengthPenalty,
            EarlyStopping earlyStopping, float repetitionPenalty) {

        static Search random(RandomCase random) {
            return new Search(random.between(1, 3), random.between(1, 4), random.of(0f, 0.5f, 4f),
                    random.of(LENGTH_PENALTIES), random.of(EarlyStopping.values()), random.of(1f, 1.3f));
        }

        BeamSearchParams params() {
            return new BeamSearchParams(this.numGroups * this.beamsPerGroup, this.numGroups, this.diversityPenalty,
                    this.lengthPenalty, this.earlyStopping);
        }

        SearchRequest request(StopConditions stop) {
            return SearchRequests.of(stop, SamplingParams.builder().repetitionPenalty(this.repetitionPenalty).build());
        }

    }

    record Stops(int vocabularySize, int maxTokens, Set<Integer> eosTokenIds, boolean ignoreEos, String string) {

        static Stops random(RandomCase random) {
            return new Stops(random.between(2, 8), random.between(1, 7),
                    EOS_TOKEN_IDS.get(random.between(0, EOS_TOKEN_IDS.size() - 1)), random.of(false, false, true),
                    random.of("", "", "b", "cb"));
        }

        StopConditions conditions() {
            StopStrings strings = this.string.isEmpty() ? StopStrings.NONE : StopStrings.of(List.of(this.string));
            return new StopConditions(0, this.maxTokens, Set.of(1), this.eosTokenIds, this.ignoreEos, strings, false);
        }

    }

}

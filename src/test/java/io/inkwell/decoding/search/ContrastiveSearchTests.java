package io.inkwell.decoding.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.RandomCase;
import io.inkwell.decoding.RandomCases;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TinyModel;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class ContrastiveSearchTests {

    private static final int EOS = 0;

    private static final int A = 1;

    private static final int B = 2;

    private static final int C = 3;

    /** Repeats itself; each token's hidden state has a direction of its own. */
    private static final TinyModel STUBBORN = new TinyModel() {

        @Override
        public int vocabularySize() {
            return 4;
        }

        @Override
        public float[] logits(List<Integer> tokens) {
            return new float[] { (float) Math.log(0.1), (float) Math.log(0.5), (float) Math.log(0.3),
                    (float) Math.log(0.1) };
        }

        @Override
        public float[] hiddenState(List<Integer> tokens) {
            float[] state = new float[4];
            state[tokens.get(tokens.size() - 1)] = 7;
            return state;
        }

    };

    @Test
    void prefersDissimilarToken() {
        // The prompt contains A, and then the output contains B: 0.5 * (p - 1) < 0.5 * p.
        assertThat(search(STUBBORN, new ContrastiveSearchParams(3, 0.5f), 2).tokens()).containsExactly(B, A);
        assertThat(search(STUBBORN, new ContrastiveSearchParams(4, 0.5f), 2).tokens()).containsExactly(B, C);
    }

    @Test
    void takesMostLikelyTokenAtLowPenalty() {
        assertThat(search(STUBBORN, new ContrastiveSearchParams(4, 0.01f), 3).tokens()).containsExactly(A, A, A);
    }

    @Test
    void looksAheadForSingleToken() {
        BranchingSearch search = begin(new ContrastiveSearchParams(2, 0.5f), 1);
        search.acceptPrompt(STUBBORN.hiddenState(List.of(A)), 0, 4);

        assertThat(search.advance(List.of(row(List.of(A, EOS))))).containsExactly(new Branch(0, A), new Branch(0, B));
        assertThat(search.advance(List.of(row(List.of(A, EOS, A)), row(List.of(A, EOS, B))))).isEmpty();
        assertThat(search.hypotheses()).extracting(Hypothesis::tokens).containsExactly(new int[] { B });
    }

    @Test
    void candidatesExtendChosenToken() {
        BranchingSearch search = begin(new ContrastiveSearchParams(2, 0.5f), 5);
        search.acceptPrompt(STUBBORN.hiddenState(List.of(A)), 0, 4);
        search.advance(List.of(row(List.of(A, EOS))));

        assertThat(search.advance(List.of(row(List.of(A, EOS, A)), row(List.of(A, EOS, B)))))
            .containsExactly(new Branch(1, A), new Branch(1, B));
    }

    @Test
    void hasFewerCandidatesIfFewTokensArePossible() {
        TinyModel model = TinyModel.of(4, Map.of(List.of(), new double[] { 0, 0.5, 0.5 }));
        BranchingSearch search = begin(new ContrastiveSearchParams(9, 0.5f), 5);
        float[] logits = model.logits(List.of(A, EOS));

        assertThat(search.advance(List.of(new BranchRow(logits, 0, 4, new float[] { 1 }, 0, 1))))
            .containsExactly(new Branch(0, A), new Branch(0, B));
    }

    @Test
    void endsWithStopTokenAndScoresMeanLogprob() {
        TinyModel model = TinyModel.of(4,
                Map.of(List.of(), new double[] { 0.2, 0.8 }, List.of(A), new double[] { 0.6, 0.2, 0.2 }));
        SearchRequest request = SearchRequests.withLogprobs(SearchRequests.stop(9, Set.of(EOS)), SamplingParams.DEFAULT,
                1);

        Hypothesis found = SearchDriver.run(model, new ContrastiveSearchParams(2, 0.5f), request).get(0);

        assertThat(found.tokens()).containsExactly(A, EOS);
        assertThat(found.score()).isCloseTo((Math.log(0.8) + Math.log(0.6)) / 2, within(1e-6));
        assertThat(found.logprobs()).extracting(TokenLogprobs::topTokenIds)
            .containsExactly(new int[] { A }, new int[] { EOS });
    }

    @Test
    void logprobsPrecedeBans() {
        SamplingParams notA = SamplingParams.builder().allowedTokenIds(Set.of(B, C)).build();
        SearchRequest request = SearchRequests.withLogprobs(SearchRequests.stop(1, Set.of()), notA, 0);

        Hypothesis found = SearchDriver.run(STUBBORN, new ContrastiveSearchParams(2, 0.5f), request).get(0);

        assertThat(found.tokens()).containsExactly(B);
        assertThat(found.logprobs().get(0).rank()).isEqualTo(2);
        assertThat(found.logprobs().get(0).logprob()).isCloseTo((float) Math.log(0.3), within(1e-6f));
    }

    @Test
    void reportsABrokenModel() {
        BranchRow row = new BranchRow(new float[] { 1, Float.NaN }, 0, 2, new float[] { 1 }, 0, 1);

        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> begin(new ContrastiveSearchParams(2, 0.5f), 5).advance(List.of(row)))
            .withMessageStartingWith("the model produced NaN in a logit");
    }

    /**
     * In about one of many million models, two candidates are closer than rounding error.
     */
    @RandomCases(seed = 21)
    void matchesNaiveSearch(RandomCase random) {
        TinyModel model = TinyModel.random(random.anyLong(), 7);
        int topK = random.between(2, 8);
        float alpha = random.between(0.05f, 1f);
        float penalty = random.of(1f, 1.5f);
        List<Integer> prompt = IntStream.of(SearchRequests.PROMPT).boxed().toList();
        SearchRequest request = SearchRequests.of(SearchRequests.stop(8, Set.of(6)),
                SamplingParams.builder().repetitionPenalty(penalty).build());

        Hypothesis found = SearchDriver.run(model, new ContrastiveSearchParams(topK, alpha), request).get(0);

        assertThat(IntStream.of(found.tokens()).boxed().toList())
            .isEqualTo(new NaiveContrastiveSearch(model, topK, alpha, penalty).run(prompt, 8, 6));
    }

    private static BranchingSearch begin(ContrastiveSearchParams params, int maxTokens) {
        return params.begin(SearchRequests.of(SearchRequests.stop(maxTokens, Set.of())));
    }

    private static Hypothesis search(TinyModel model, ContrastiveSearchParams params, int maxTokens) {
        return SearchDriver.run(model, params, SearchRequests.of(SearchRequests.stop(maxTokens, Set.of()))).get(0);
    }

    private static BranchRow row(List<Integer> tokens) {
        return new BranchRow(STUBBORN.logits(tokens), 0, 4, STUBBORN.hiddenState(tokens), 0, 4);
    }

}

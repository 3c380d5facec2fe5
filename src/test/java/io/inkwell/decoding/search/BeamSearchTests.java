package io.inkwell.decoding.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TinyModel;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class BeamSearchTests {

    private static final int EOS = 0;

    private static final int A = 1;

    private static final int B = 2;

    private static final int C = 3;

    private static final StopConditions TEN_TOKENS = SearchRequests.stop(10, Set.of(EOS));

    /**
     * Finishes "a" and the empty output first; then "bc", which is more likely than the
     * latter; and at the very end "accccccccc".
     */
    private static final TinyModel SURPRISING = model(Map.of(List.of(), new double[] { 0.3, 0.5, 0.2 }, List.of(A),
            new double[] { 0.9, 0, 0, 0.1 }, List.of(B, C), new double[] { 1 }));

    @Test
    void earlyStoppingTrueEndsWithEnoughHypotheses() {
        List<Hypothesis> found = search(SURPRISING, beams(2, 1, EarlyStopping.TRUE), TEN_TOKENS);

        assertThat(found).extracting(Hypothesis::tokens).containsExactly(new int[] { A, EOS }, new int[] { EOS });
        assertThat(found).extracting(Hypothesis::score)
            .usingComparatorForType(tolerant(), Double.class)
            .containsExactly(Math.log(0.45) / 2, Math.log(0.3));
    }

    @Test
    void earlyStoppingFalseContinuesWhileABeamIsBetter() {
        assertThat(search(SURPRISING, beams(2, 1, EarlyStopping.FALSE), TEN_TOKENS)).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { A, EOS }, new int[] { B, C, EOS });
    }

    @Test
    void earlyStoppingNeverContinuesWhileABeamCouldImprove() {
        assertThat(search(SURPRISING, beams(2, 1, EarlyStopping.NEVER), TEN_TOKENS)).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { A, C, C, C, C, C, C, C, C, C }, new int[] { A, EOS });
    }

    @Test
    void shorterHypothesisWinsWithoutLengthPenalty() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0.4, 0.6 }, List.of(A), new double[] { 0.6, 0, 0.4 }));

        assertThat(best(model, beams(2, 0, EarlyStopping.TRUE))).containsExactly(EOS);
        assertThat(best(model, beams(2, 1, EarlyStopping.TRUE))).containsExactly(A, EOS);
    }

    /**
     * The scores are those of transformers 4: {@code HammingDiversityLogitsProcessor},
     * then {@code RepetitionPenaltyLogitsProcessor}, on the log-probabilities. The prompt
     * contains token A, which both groups choose.
     */
    @Test
    void diversityPenaltyPrecedesRepetitionPenalty() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0.1, 0.6, 0.3 }));
        SamplingParams sampling = SamplingParams.builder().repetitionPenalty(0.6f).build();
        BeamSearchParams params = new BeamSearchParams(2, 2, 0.5f, 1, EarlyStopping.FALSE);

        List<Hypothesis> found = SearchDriver.run(model, params,
                SearchRequests.of(SearchRequests.stop(1, Set.of()), sampling));

        assertThat(found).extracting(Hypothesis::tokens).containsExactly(new int[] { A }, new int[] { A });
        assertThat(found).extracting(Hypothesis::score)
            .usingComparatorForType(tolerant(), Double.class)
            .containsExactly(0.6 * Math.log(0.6), 0.6 * (Math.log(0.6) - 0.5));
    }

    @Test
    void lengthIncludesStopToken() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 1 }, List.of(A), new double[] { 0.5, 0, 0.5 }));

        assertThat(search(model, beams(1, 2, EarlyStopping.TRUE), TEN_TOKENS).get(0).score())
            .isCloseTo(Math.log(0.5) / 4, within(1e-6));
    }

    @Test
    void endBelowBeamWidthIsDropped() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0.2, 0.5, 0.3 }));

        assertThat(search(model, beams(2, 0, EarlyStopping.FALSE), SearchRequests.stop(2, Set.of(EOS))))
            .extracting(Hypothesis::tokens)
            .containsExactly(new int[] { A, C }, new int[] { B, C });
    }

    @Test
    void stopStringMatchesAcrossTokens() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.6, 0.4 }, List.of(A), new double[] { 0, 0, 1 }));

        List<Hypothesis> found = search(model, beams(2, 1, EarlyStopping.TRUE), SearchRequests.stop(4, Set.of(), "bc"));

        assertThat(found).extracting(Hypothesis::tokens).containsExactly(new int[] { B, C, C, C }, new int[] { A, B });
    }

    @Test
    void finishedCandidatesAreReplaced() {
        StopConditions stop = new StopConditions(0, 2, Set.of(A, B), Set.of(EOS), false, StopStrings.NONE, false);
        TinyModel model = model(Map.of(List.of(), new double[] { 0.3, 0.25, 0.25, 0.2 }));

        assertThat(search(model, beams(2, 0, EarlyStopping.FALSE), stop)).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { EOS }, new int[] { A });
        assertThat(begin(beams(1, 1, EarlyStopping.NEVER), stop).advance(List.of(row(model, List.of()))))
            .containsExactly(new Branch(0, C));
    }

    @Test
    void findsSingleTokenHypotheses() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0.2, 0.5, 0.3 }));

        assertThat(search(model, beams(2, 1, EarlyStopping.FALSE), SearchRequests.stop(1, Set.of(EOS))))
            .extracting(Hypothesis::tokens)
            .containsExactly(new int[] { A }, new int[] { B });
    }

    @Test
    void endsWhenAllBeamsFinish() {
        TinyModel model = model(Map.of(List.of(), new double[] { 1 }));

        assertThat(search(model, beams(4, 1, EarlyStopping.NEVER), TEN_TOKENS)).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { EOS });
    }

    @Test
    void ignoresImpossibleTokens() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.5, 0.5 }, List.of(A), new double[] { 0, 1 }));
        BranchingSearch search = begin(beams(4, 1, EarlyStopping.FALSE), TEN_TOKENS);

        assertThat(search.advance(List.of(row(model, List.of())))).containsExactly(new Branch(0, A), new Branch(0, B));
        assertThat(search.advance(List.of(row(model, List.of(A)), row(model, List.of(B)))))
            .containsExactly(new Branch(0, A), new Branch(1, C));
    }

    @Test
    void supportsMoreBeamsThanTokens() {
        TinyModel model = TinyModel.random(1, 2);

        assertThat(search(model, beams(8, 1, EarlyStopping.NEVER), SearchRequests.stop(3, Set.of())))
            .extracting(Hypothesis::tokens)
            .hasSize(8)
            .doesNotHaveDuplicates();
    }

    @Test
    void breaksTiesByBeamThenToken() {
        TinyModel uniform = model(Map.of(List.of(), new double[] { 0.25, 0.25, 0.25, 0.25 }));
        BranchingSearch search = begin(beams(3, 1, EarlyStopping.FALSE), SearchRequests.stop(9, Set.of()));
        Branch[] lowest = { new Branch(0, 0), new Branch(0, 1), new Branch(0, 2) };

        assertThat(search.advance(List.of(row(uniform, List.of())))).containsExactly(lowest);
        assertThat(search.advance(Stream.generate(() -> row(uniform, List.of())).limit(3).toList()))
            .containsExactly(lowest);
    }

    @Test
    void bansDoNotRenormalize() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.5, 0.25, 0.25 }));
        SamplingParams onlyB = SamplingParams.builder().allowedTokenIds(Set.of(B)).build();
        SearchRequest request = SearchRequests.of(SearchRequests.stop(1, Set.of()), onlyB);

        List<Hypothesis> found = SearchDriver.run(model, beams(2, 1, EarlyStopping.FALSE), request);

        assertThat(found).extracting(Hypothesis::tokens).containsExactly(new int[] { B });
        assertThat(found.get(0).score()).isCloseTo(Math.log(0.25), within(1e-6));
    }

    @Test
    void continuesWithoutFullyBannedBeam() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.6, 0.4 }, List.of(A), new double[] { 0, 1 }));
        SamplingParams noRepeats = SamplingParams.builder().badWords(List.of(List.of(A, A))).build();
        SearchRequest request = SearchRequests.of(SearchRequests.stop(3, Set.of()), noRepeats);

        assertThat(SearchDriver.run(model, beams(2, 1, EarlyStopping.FALSE), request)).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { B, C, C });
    }

    @Test
    void reportsWhenBansLeaveNoToken() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 1 }, List.of(A), new double[] { 0, 1 }));
        SamplingParams noRepeats = SamplingParams.builder().badWords(List.of(List.of(A, A))).build();
        SearchRequest request = SearchRequests.of(SearchRequests.stop(3, Set.of()), noRepeats);

        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> SearchDriver.run(model, beams(2, 1, EarlyStopping.FALSE), request))
            .withMessageContaining("bad_words");
    }

    @Test
    void repetitionPenaltyScalesLogprobs() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.8, 0.2 }));
        SamplingParams penalty = SamplingParams.builder().repetitionPenalty(10).build();
        SearchRequest request = SearchRequests.of(SearchRequests.stop(1, Set.of()), penalty);

        // The prompt contains A.
        assertThat(SearchDriver.run(model, beams(2, 1, EarlyStopping.FALSE), request)).extracting(Hypothesis::score)
            .usingComparatorForType(tolerant(), Double.class)
            .containsExactly(Math.log(0.2), 10 * Math.log(0.8));
    }

    @Test
    void recordsUnprocessedLogprobs() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.5, 0.25, 0.25 }, List.of(B),
                new double[] { 0.125, 0.125, 0.75 }));
        SamplingParams penalty = SamplingParams.builder().repetitionPenalty(9).build();
        SearchRequest request = SearchRequests.withLogprobs(SearchRequests.stop(2, Set.of()), penalty, 1);

        Hypothesis best = SearchDriver.run(model, beams(1, 1, EarlyStopping.FALSE), request).get(0);

        assertThat(best.tokens()).containsExactly(B, B);
        assertThat(best.logprobs()).extracting(TokenLogprobs::tokenId).containsExactly(B, B);
        assertThat(best.logprobs()).extracting(TokenLogprobs::rank).containsExactly(2, 1);
        assertThat(best.logprobs()).extracting(TokenLogprobs::topTokenIds)
            .containsExactly(new int[] { A }, new int[] { B });
        assertThat(best.logprobs().get(0).logprob()).isCloseTo((float) Math.log(0.25), Offset.offset(1e-6f));
        assertThat(best.logprobs().get(1).logprob()).isCloseTo((float) Math.log(0.75), Offset.offset(1e-6f));
    }

    @Test
    void recordsNoLogprobsUnlessRequested() {
        assertThat(search(SURPRISING, beams(2, 1, EarlyStopping.TRUE), TEN_TOKENS))
            .allSatisfy((hypothesis) -> assertThat(hypothesis.logprobs()).isEmpty());
    }

    @Test
    void groupAvoidsTokensOfEarlierGroups() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.6, 0.3, 0.1 }));
        BeamSearchParams threeGroups = new BeamSearchParams(3, 3, 1, 0, EarlyStopping.FALSE);

        List<Hypothesis> found = search(model, threeGroups, SearchRequests.stop(1, Set.of()));

        // 0.6, then 0.3 before 0.6 / e, then 0.6 / e before 0.3 / e.
        assertThat(found).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { A }, new int[] { B }, new int[] { A });
        assertThat(found).extracting(Hypothesis::score)
            .usingComparatorForType(tolerant(), Double.class)
            .containsExactly(Math.log(0.6), Math.log(0.3), Math.log(0.6) - 1);
    }

    @Test
    void stopTokenOfAnotherGroupIsNotPenalized() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0.6, 0.3, 0.1 }));
        BeamSearchParams twoGroups = new BeamSearchParams(2, 2, 5, 0, EarlyStopping.TRUE);

        assertThat(search(model, twoGroups, TEN_TOKENS)).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { EOS }, new int[] { EOS });
    }

    @Test
    void groupsEndIndependently() {
        TinyModel model = model(Map.of(List.of(), new double[] { 0, 0.6, 0.4 }, List.of(A), new double[] { 1 }));
        BeamSearchParams twoGroups = new BeamSearchParams(2, 2, 5, 0, EarlyStopping.TRUE);

        assertThat(search(model, twoGroups, SearchRequests.stop(4, Set.of(EOS)))).extracting(Hypothesis::tokens)
            .containsExactly(new int[] { A, EOS }, new int[] { B, C, C, C });
    }

    @Test
    void reportsABrokenModel() {
        BranchingSearch search = begin(beams(2, 1, EarlyStopping.FALSE), TEN_TOKENS);
        BranchRow row = new BranchRow(new float[] { 1, Float.NaN, 2 }, 0, 3, new float[0], 0, 0);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> search.advance(List.of(row)))
            .withMessageStartingWith("the model produced NaN in a logit");
    }

    @Test
    void requiresOneRowPerBranch() {
        BranchingSearch search = begin(beams(2, 1, EarlyStopping.FALSE), TEN_TOKENS);

        assertThatIllegalArgumentException().isThrownBy(() -> search.advance(List.of()))
            .withMessage("expected one row for each of 1 branches; given: 0");
    }

    private static TinyModel model(Map<List<Integer>, double[]> probabilities) {
        return TinyModel.of(4, probabilities);
    }

    private static BeamSearchParams beams(int numBeams, float lengthPenalty, EarlyStopping earlyStopping) {
        return new BeamSearchParams(numBeams, 1, 0, lengthPenalty, earlyStopping);
    }

    private static BranchingSearch begin(BeamSearchParams params, StopConditions stop) {
        return params.begin(SearchRequests.of(stop));
    }

    private static int[] best(TinyModel model, BeamSearchParams params) {
        return search(model, params, TEN_TOKENS).get(0).tokens();
    }

    private static List<Hypothesis> search(TinyModel model, BeamSearchParams params, StopConditions stop) {
        return SearchDriver.run(model, params, SearchRequests.of(stop));
    }

    private static BranchRow row(TinyModel model, List<Integer> output) {
        float[] logprobs = model.logprobs(Stream.concat(Stream.of(A, EOS), output.stream()).toList());
        return new BranchRow(logprobs, 0, logprobs.length, new float[0], 0, 0);
    }

    private static Comparator<Double> tolerant() {
        return (one, other) -> (Math.abs(one - other) < 1e-6) ? 0 : Double.compare(one, other);
    }

}

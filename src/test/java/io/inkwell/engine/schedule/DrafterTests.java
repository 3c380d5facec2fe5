package io.inkwell.engine.schedule;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.FixedForm;
import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.Requests;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.Speculation;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;

import static org.assertj.core.api.Assertions.assertThat;

class DrafterTests {

    private static final int[] LOOP = { 1, 2, 3, 1, 2, 3 };

    private static final int[] NEW = { 1, 2, 3, 4, 5, 6 };

    @Test
    void draftsContinuationOfRepeatedNgram() {
        assertThat(drafter(7, 8).draft(List.of(sequence(LOOP)))).extracting(ScheduledSequence::draft)
            .containsExactly(new int[] { 1, 2 });
    }

    @Test
    void sequencesShareRowBudgetAndPassOnUnusedRows() {
        assertThat(lengths(drafter(7, 8), LOOP, LOOP, LOOP, LOOP)).containsExactly(1, 1, 1, 1);
        assertThat(lengths(drafter(7, 8), NEW, NEW, LOOP, LOOP)).containsExactly(0, 0, 2, 2);
        assertThat(lengths(drafter(7, 5), LOOP, LOOP, LOOP)).containsExactly(0, 1, 1);
    }

    @Test
    void draftsNothingWithoutSpareRows() {
        int[][] many = IntStream.range(0, 9).mapToObj((i) -> LOOP).toArray(int[][]::new);
        assertThat(lengths(drafter(7, 8), many)).containsOnly(0);
        assertThat(lengths(new Drafter(Speculation.NONE), LOOP)).containsExactly(0);
    }

    @Test
    void draftLengthIsLimited() {
        assertThat(lengths(drafter(1, 8), LOOP)).containsExactly(1);
    }

    @Test
    void doesNotDraftBeyondMaxTokens() {
        GenerationRequest request = Requests.greedy(LOOP, 2);
        assertThat(drafter(7, 8).draft(List.of(decoding(request)))).extracting(ScheduledSequence::numRows)
            .containsExactly(2);
        assertThat(drafter(7, 8).draft(List.of(decoding(Requests.greedy(LOOP, 1)))))
            .extracting(ScheduledSequence::numRows)
            .containsExactly(1);
    }

    @Test
    void searchBranchDraftsNothing() {
        GenerationRequest search = GenerationRequest.builder(LOOP, Requests.stopAfter(9))
            .search(new BeamSearchParams(2, 1, 0, 1, EarlyStopping.FALSE))
            .build();
        assertThat(drafter(7, 8).draft(List.of(decoding(search)))).extracting(ScheduledSequence::numRows)
            .containsExactly(1);
    }

    @Test
    void sampledSequenceDraftsOnlyIfEnabled() {
        assertThat(drafter(7, 8).draft(List.of(sampled()))).extracting(ScheduledSequence::numRows).containsExactly(1);
        Drafter forAll = new Drafter(new Speculation(7, new NgramLookup(2, 4), 8, true));
        assertThat(forAll.draft(List.of(sampled()))).extracting(ScheduledSequence::draft)
            .containsExactly(new int[] { 1, 2 });
    }

    @Test
    void sampledSequenceLeavesItsRowsToGreedyOnes() {
        assertThat(drafter(7, 5).draft(List.of(sampled(), sequence(LOOP), sequence(LOOP))))
            .extracting(ScheduledSequence::numRows)
            .containsExactly(1, 2, 2);
    }

    @Test
    void draftsForcedTokensOfSampledSequences() {
        StopConditions stop = new StopConditions(0, 4, Set.of(), Set.of(), false, StopStrings.NONE, false,
                FixedForm.of(new Integer[] { 7, 8, 9, 10, 11 }));
        GenerationRequest request = GenerationRequest.builder(LOOP, stop).sampling(SamplingParams.DEFAULT).build();

        assertThat(drafter(7, 8).draft(List.of(decoding(request)))).extracting(ScheduledSequence::draft)
            .containsExactly(new int[] { 7, 8, 9 });
        assertThat(new Drafter(Speculation.NONE).draft(List.of(decoding(request))))
            .extracting(ScheduledSequence::numRows)
            .containsExactly(1);
    }

    private static Drafter drafter(int maxDraftTokens, int maxRows) {
        return new Drafter(new Speculation(maxDraftTokens, new NgramLookup(2, 4), maxRows, false));
    }

    private static List<Integer> lengths(Drafter drafter, int[]... prompts) {
        List<ScheduledSequence> decodes = IntStream.range(0, prompts.length)
            .mapToObj((i) -> sequence(prompts[i]))
            .toList();
        return drafter.draft(decodes).stream().map((scheduled) -> scheduled.draft().length).toList();
    }

    private static ScheduledSequence sequence(int[] prompt) {
        return decoding(Requests.greedy(prompt, 40));
    }

    private static ScheduledSequence sampled() {
        return decoding(
                GenerationRequest.builder(LOOP, Requests.stopAfter(40)).sampling(SamplingParams.DEFAULT).build());
    }

    /** A sequence whose prompt is computed except for its last token. */
    private static ScheduledSequence decoding(GenerationRequest request) {
        Sequence sequence = SequenceGroup.of(request).sequences().get(0);
        sequence.start(0, request.promptTokens().length - 1);
        return ScheduledSequence.next(sequence, 1);
    }

}

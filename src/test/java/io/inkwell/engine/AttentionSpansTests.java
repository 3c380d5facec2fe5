package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttentionSpansTests {

    @Test
    void neighboursOfLikeLengthShareACall() {
        assertThat(spans(new int[] { 0, 1, 2 }, new int[] { 50, 52, 51 })).containsExactly(0, 3, 0, 3, 52);
    }

    @Test
    void longSequenceBetweenShortOnesHasACallOfItsOwn() {
        assertThat(spans(new int[] { 0, 1, 2, 3 }, new int[] { 40, 900, 41, 42 })).containsExactly(0, 1, 0, 1, 40, //
                1, 1, 1, 1, 900, //
                2, 2, 2, 2, 42);
    }

    @Test
    void callNeverReachesOverASlotThatIsNotOfTheStep() {
        assertThat(spans(new int[] { 0, 2, 3 }, new int[] { 50, 50, 50 })).containsExactly(0, 1, 0, 1, 50, //
                1, 2, 2, 2, 50);
    }

    @Test
    void promptsComeAfterTheDecodesEachOnItsOwn() {
        List<ScheduledSequence> prefills = List.of(scheduled(5, 30, 10), scheduled(1, 4, 4));
        long[] spans = AttentionSpans.of(new ScheduledBatch(List.of(), List.of(scheduled(0, 8, 1)), prefills));
        assertThat(spans).containsExactly(0, 1, 0, 1, 8, //
                1, 10, 5, 1, 30, //
                11, 4, 1, 1, 4);
    }

    @Test
    void longPromptIsReadInBlocksThatSeeWhatTheirLastRowMay() {
        long[] spans = AttentionSpans.of(new ScheduledBatch(List.of(), List.of(), List.of(scheduled(2, 400, 300))));
        assertThat(spans).containsExactly(0, 128, 2, 1, 228, //
                128, 128, 2, 1, 356, //
                256, 44, 2, 1, 400);
    }

    @Test
    void draftsShareACallWhereTheyAreOfOneLength() {
        List<ScheduledSequence> decodes = List.of(drafted(0, 50, 3), drafted(1, 48, 3), drafted(2, 51, 0),
                drafted(3, 52, 1));
        List<ScheduledSequence> prefills = List.of(scheduled(5, 30, 10));
        assertThat(AttentionSpans.of(new ScheduledBatch(List.of(), decodes, prefills))).containsExactly(0, 8, 0, 2, 53, //
                8, 1, 2, 1, 51, //
                9, 2, 3, 1, 53, //
                11, 10, 5, 1, 30);
    }

    @Test
    void noOtherDivisionIsCheaper() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            int numRows = 1 + random.nextInt(8);
            int[] slots = IntStream.range(0, numRows).map((i) -> i + (i > numRows / 2 ? 1 : 0)).toArray();
            int[] lengths = IntStream.range(0, numRows).map((i) -> 1 + random.nextInt(400)).toArray();
            long[] found = spans(slots, lengths);
            long cost = 0;
            for (int i = 0; i < found.length; i += 5) {
                cost += 100 + found[i + 1] * found[i + 4];
            }
            assertThat(cost).isEqualTo(cheapest(slots, lengths));
        }
    }

    private static long cheapest(int[] slots, int[] lengths) {
        long best = Long.MAX_VALUE;
        for (int cuts = 0; cuts < 1 << (slots.length - 1); cuts++) {
            long cost = 0;
            int from = 0;
            boolean possible = true;
            for (int row = 0; row < slots.length; row++) {
                boolean cut = row == slots.length - 1 || (cuts >> row & 1) == 1;
                possible &= cut || slots[row + 1] == slots[row] + 1;
                if (cut) {
                    cost += 100 + (long) (row + 1 - from)
                            * IntStream.of(lengths).skip(from).limit(row + 1 - from).max().orElseThrow();
                    from = row + 1;
                }
            }
            best = possible ? Math.min(best, cost) : best;
        }
        return best;
    }

    private static long[] spans(int[] slots, int[] lengths) {
        List<ScheduledSequence> decodes = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            decodes.add(scheduled(slots[i], lengths[i], 1));
        }
        return AttentionSpans.of(new ScheduledBatch(List.of(), decodes, List.of()));
    }

    private static ScheduledSequence drafted(int slot, int length, int numDrafted) {
        return scheduled(slot, length, 1).withDraft(new int[numDrafted]);
    }

    /** A sequence of that length whose last tokens are computed next. */
    private static ScheduledSequence scheduled(int slot, int length, int numTokens) {
        Sequence sequence = SequenceGroup.of(Requests.greedy(Requests.prompt(length, 0), 1), new RecordedGeneration())
            .sequences()
            .get(0);
        sequence.start(slot, length - numTokens);
        return ScheduledSequence.next(sequence, numTokens);
    }

}

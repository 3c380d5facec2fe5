package io.inkwell.model.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttentionCallsTests {

    @Test
    void neighborsOfSimilarLengthShareOneCall() {
        assertThat(calls(new int[] { 0, 1, 2 }, new int[] { 50, 52, 51 }))
            .containsExactly(new AttentionCall(0, 3, 0, 3, 52));
    }

    @Test
    void longSequenceBetweenShortOnesGetsOwnCall() {
        assertThat(calls(new int[] { 0, 1, 2, 3 }, new int[] { 40, 900, 41, 42 })).containsExactly(
                new AttentionCall(0, 1, 0, 1, 40), new AttentionCall(1, 1, 1, 1, 900),
                new AttentionCall(2, 2, 2, 2, 42));
    }

    @Test
    void callsDoNotSpanUnusedSlots() {
        assertThat(calls(new int[] { 0, 2, 3 }, new int[] { 50, 50, 50 }))
            .containsExactly(new AttentionCall(0, 1, 0, 1, 50), new AttentionCall(1, 2, 2, 2, 50));
    }

    @Test
    void prefillsFollowDecodesWithOneCallEach() {
        assertThat(AttentionCalls.of(List.of(rows(0, 8, 1)), List.of(rows(5, 30, 10), rows(1, 4, 4)))).containsExactly(
                new AttentionCall(0, 1, 0, 1, 8), new AttentionCall(1, 10, 5, 1, 30),
                new AttentionCall(11, 4, 1, 1, 4));
    }

    @Test
    void longPrefillIsSplitIntoBlocks() {
        assertThat(AttentionCalls.of(List.of(), List.of(rows(2, 400, 300)))).containsExactly(
                new AttentionCall(0, 128, 2, 1, 228), new AttentionCall(128, 128, 2, 1, 356),
                new AttentionCall(256, 44, 2, 1, 400));
    }

    @Test
    void draftsOfEqualLengthShareOneCall() {
        List<StepRows> decodes = List.of(rows(0, 53, 4), rows(1, 51, 4), rows(2, 51, 1), rows(3, 53, 2));

        assertThat(AttentionCalls.of(decodes, List.of(rows(5, 30, 10)))).containsExactly(
                new AttentionCall(0, 8, 0, 2, 53), new AttentionCall(8, 1, 2, 1, 51), new AttentionCall(9, 2, 3, 1, 53),
                new AttentionCall(11, 10, 5, 1, 30));
    }

    @Test
    void choosesCheapestDivision() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            int numRows = 1 + random.nextInt(8);
            int[] slots = IntStream.range(0, numRows).map((i) -> i + (i > numRows / 2 ? 1 : 0)).toArray();
            int[] lengths = IntStream.range(0, numRows).map((i) -> 1 + random.nextInt(400)).toArray();

            long cost = calls(slots, lengths).stream()
                .mapToLong((call) -> 100 + (long) call.numRows() * call.length())
                .sum();

            assertThat(cost).isEqualTo(cheapest(slots, lengths));
        }
    }

    /** The least cost of all divisions, enumerated as bit masks of cuts. */
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

    /** The calls for decoding sequences of the given lengths. */
    private static List<AttentionCall> calls(int[] slots, int[] lengths) {
        List<StepRows> decodes = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            decodes.add(rows(slots[i], lengths[i], 1));
        }
        return AttentionCalls.of(decodes, List.of());
    }

    /** The last rows of a sequence of the given length. */
    private static StepRows rows(int slot, int length, int numRows) {
        return StepRows.of(slot, length - numRows, new int[numRows]);
    }

}

package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows of a step share an attention call. A call of many sequences reads every one
 * of them up to the longest, so it pays where neighbouring slots are of like length;
 * where they are not, two calls are cheaper. The cheapest division into runs of
 * neighbours is found exactly, as a shortest path. Drafts of unlike length part a run.
 */
final class AttentionSpans {

    /**
     * What a call costs beside its reading, in cells read: 0.03 ms a layer against 3 KB a
     * cell at 17 GB/s, and up.
     */
    private static final int CALL_COST_CELLS = 100;

    /**
     * A call reads all its rows' cells up to the last row's, so a prompt in blocks of
     * rows reads little more than the half that its rows may see.
     */
    private static final int PROMPT_BLOCK = 128;

    private AttentionSpans() {
    }

    /**
     * The spans of {@link io.inkwell.model.step.StepInput}: of the decoding rows in runs,
     * of each prompt on its own, in blocks.
     */
    static long[] of(ScheduledBatch batch) {
        List<long[]> spans = new ArrayList<>();
        List<ScheduledSequence> decodes = batch.decodes();
        int[] ends = cheapestRuns(decodes);
        int row = 0;
        for (int from = 0; from < decodes.size(); from = ends[from]) {
            int numSlots = ends[from] - from;
            int numRows = numSlots * decodes.get(from).numRows();
            spans.add(new long[] { row, numRows, slot(decodes, from), numSlots, longest(decodes, from, ends[from]) });
            row += numRows;
        }
        for (ScheduledSequence prefill : batch.prefills()) {
            int slot = prefill.sequence().slot();
            for (int from = prefill.from(); from < prefill.to(); from += PROMPT_BLOCK) {
                int to = Math.min(prefill.to(), from + PROMPT_BLOCK);
                spans.add(new long[] { row, to - from, slot, 1, to });
                row += to - from;
            }
        }
        return spans.stream().flatMapToLong(Arrays::stream).toArray();
    }

    /**
     * For each sequence that a run may begin with: where the run that begins there best
     * ends, exclusive.
     */
    private static int[] cheapestRuns(List<ScheduledSequence> decodes) {
        int size = decodes.size();
        long[] cost = new long[size + 1];
        int[] ends = new int[size];
        for (int from = size - 1; from >= 0; from--) {
            cost[from] = Long.MAX_VALUE;
            int longest = 0;
            for (int to = from; to < size && isOneRun(decodes, from, to); to++) {
                longest = Math.max(longest, decodes.get(to).end());
                long candidate = CALL_COST_CELLS + (long) longest * (to + 1 - from) + cost[to + 1];
                if (candidate < cost[from]) {
                    cost[from] = candidate;
                    ends[from] = to + 1;
                }
            }
        }
        return ends;
    }

    /**
     * Given that the ones between do, whether the last belongs to a run with the first.
     */
    private static boolean isOneRun(List<ScheduledSequence> decodes, int first, int last) {
        return slot(decodes, last) == slot(decodes, first) + last - first
                && decodes.get(last).numRows() == decodes.get(first).numRows();
    }

    private static int slot(List<ScheduledSequence> decodes, int index) {
        return decodes.get(index).sequence().slot();
    }

    private static int longest(List<ScheduledSequence> decodes, int from, int to) {
        return decodes.subList(from, to).stream().mapToInt(ScheduledSequence::end).max().orElseThrow();
    }

}

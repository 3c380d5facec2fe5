package io.inkwell.model.step;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the rows of a step into attention calls.
 *
 * <p>
 * A call reads every one of its slots up to the longest sequence. Sharing a call
 * therefore pays off if neighboring slots hold sequences of similar length. The cheapest
 * division of the decoding rows is a shortest path over the positions at which a call can
 * begin. Drafts of different length need different calls. Each prefill has calls of its
 * own.
 */
final class AttentionCalls {

    /**
     * The cost of a call without its reads, in cells read: 0.03 ms a layer against 3 KB a
     * cell at 17 GB/s, rounded up.
     */
    private static final int CALL_COST_CELLS = 100;

    /**
     * A call reads the cells of all its rows up to the last row's position. In blocks of
     * this many rows a prefill reads little more than the half that its rows can see.
     */
    private static final int PREFILL_BLOCK = 128;

    private AttentionCalls() {
    }

    /** The calls of a step, in the order of its rows: decodes, then prefills. */
    static List<AttentionCall> of(List<StepRows> decodes, List<StepRows> prefills) {
        List<AttentionCall> calls = new ArrayList<>();
        int row = 0;
        int[] ends = cheapestEnds(decodes);
        for (int from = 0; from < decodes.size(); from = ends[from]) {
            List<StepRows> shared = decodes.subList(from, ends[from]);
            int numRows = shared.size() * shared.get(0).numRows();
            calls.add(new AttentionCall(row, numRows, shared.get(0).slot(), shared.size(), longest(shared)));
            row += numRows;
        }
        for (StepRows prefill : prefills) {
            for (int from = prefill.from(); from < prefill.end(); from += PREFILL_BLOCK) {
                int to = Math.min(prefill.end(), from + PREFILL_BLOCK);
                calls.add(new AttentionCall(row, to - from, prefill.slot(), 1, to));
                row += to - from;
            }
        }
        return calls;
    }

    /**
     * The end of the best call that begins at each sequence, exclusive. Filled from the
     * last sequence back: {@code cost[i]} is the least cost of all sequences from
     * {@code i} on. Each best end therefore needs only the costs behind it.
     */
    private static int[] cheapestEnds(List<StepRows> decodes) {
        int size = decodes.size();
        long[] cost = new long[size + 1];
        int[] ends = new int[size];
        for (int from = size - 1; from >= 0; from--) {
            cost[from] = Long.MAX_VALUE;
            int longest = 0;
            for (int end = from + 1; end <= size && canShare(decodes, from, end - 1); end++) {
                longest = Math.max(longest, decodes.get(end - 1).end());
                long candidate = CALL_COST_CELLS + (long) longest * (end - from) + cost[end];
                if (candidate < cost[from]) {
                    cost[from] = candidate;
                    ends[from] = end;
                }
            }
        }
        return ends;
    }

    /** Whether the last can share a call with the first, if all between them can. */
    private static boolean canShare(List<StepRows> decodes, int first, int last) {
        return decodes.get(last).slot() == decodes.get(first).slot() + last - first
                && decodes.get(last).numRows() == decodes.get(first).numRows();
    }

    private static int longest(List<StepRows> sequences) {
        return sequences.stream().mapToInt(StepRows::end).max().orElseThrow();
    }

}

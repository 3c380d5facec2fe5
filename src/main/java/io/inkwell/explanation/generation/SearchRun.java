package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.inkwell.decoding.search.Branch;
import io.inkwell.decoding.search.BranchRow;
import io.inkwell.decoding.search.BranchingSearch;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.ScoredRows;
import io.inkwell.model.step.StepInput;

/**
 * Computes the steps of a search. The branches of a step use one half of the slots. The
 * next step copies them to the other half, so that no branch overwrites cells that
 * another one still needs.
 */
final class SearchRun {

    private static final float[] NO_HIDDEN = {};

    private final CausalLm model;

    private final int width;

    private final CancellationToken cancellation;

    /**
     * @param model with two slots for each branch
     */
    SearchRun(CausalLm model, int width, CancellationToken cancellation) {
        this.model = model;
        this.width = width;
        this.cancellation = cancellation;
    }

    /**
     * Runs a search that needs log-probabilities but no hidden states.
     * @param betweenSteps runs after each step of the search
     */
    void run(int[] prompt, BranchingSearch search, Runnable betweenSteps) {
        float[] first = new ForwardPass(this.model, this.cancellation).read(prompt, true);
        List<Branch> branches = search.advance(rows(first, 1));
        int fromSlot = 0;
        for (int position = prompt.length; !branches.isEmpty(); position++) {
            betweenSteps.run();
            this.cancellation.throwIfCancelled();
            int toSlot = (fromSlot == 0) ? this.width : 0;
            this.model.copyCells(copies(branches, fromSlot, toSlot, position));
            float[] logprobs = this.model.step(step(branches, toSlot, position)).logits();
            branches = search.advance(rows(logprobs, branches.size()));
            fromSlot = toSlot;
        }
    }

    private static List<CellCopy> copies(List<Branch> branches, int fromSlot, int toSlot, int numCells) {
        List<CellCopy> copies = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            copies.add(new CellCopy(fromSlot + branches.get(i).parent(), toSlot + i, 0, numCells));
        }
        return copies;
    }

    private static StepInput step(List<Branch> branches, int firstSlot, int position) {
        int count = branches.size();
        long[] positions = new long[count];
        Arrays.fill(positions, position);
        long[] all = LongStream.range(0, count).toArray();
        return new StepInput(branches.stream().mapToLong(Branch::tokenId).toArray(), positions,
                LongStream.range(firstSlot, firstSlot + count).toArray(),
                new long[] { 0, count, firstSlot, count, position + 1L }, all, new long[0], ScoredRows.NONE, all);
    }

    private List<BranchRow> rows(float[] logprobs, int count) {
        int size = this.model.vocabularySize();
        return IntStream.range(0, count)
            .mapToObj((i) -> new BranchRow(logprobs, i * size, size, NO_HIDDEN, 0, 0))
            .toList();
    }

}

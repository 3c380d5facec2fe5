package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.search.Branch;
import io.inkwell.decoding.search.BranchRow;
import io.inkwell.decoding.search.BranchingSearch;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

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
        int vocabularySize = this.model.vocabularySize();
        List<Branch> branches = search.advance(List.of(new BranchRow(first, 0, vocabularySize, NO_HIDDEN, 0, 0)));
        int fromSlot = 0;
        for (int position = prompt.length; !branches.isEmpty(); position++) {
            betweenSteps.run();
            this.cancellation.throwIfCancelled();
            int toSlot = (fromSlot == 0) ? this.width : 0;
            this.model.copyCells(copies(branches, fromSlot, toSlot, position));
            StepOutput output = this.model.step(step(branches, toSlot, position));
            branches = search.advance(output.rows().stream().map(SearchRun::branchRow).toList());
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
        StepInput.Builder input = StepInput.builder();
        for (int i = 0; i < branches.size(); i++) {
            input.decode(StepRows.of(firstSlot + i, position, branches.get(i).tokenId()).withLogprobs(1));
        }
        return input.build();
    }

    private static BranchRow branchRow(RowsOutput output) {
        return new BranchRow(output.logits(), output.logitsOffset(0), output.vocabularySize(), NO_HIDDEN, 0, 0);
    }

}

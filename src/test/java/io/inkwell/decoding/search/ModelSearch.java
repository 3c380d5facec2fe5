package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

/**
 * Runs a search on a model. Branches alternate between the two halves of the slots.
 */
final class ModelSearch {

    private final CausalLm model;

    private final BranchingSearch search;

    private final int width;

    private int firstSlot;

    private int length;

    private ModelSearch(CausalLm model, SearchParams params, SearchRequest request) {
        this.model = model;
        this.search = params.begin(request);
        this.width = params.width();
    }

    static List<Hypothesis> run(CausalLm model, SearchParams params, SearchRequest request) {
        ModelSearch run = new ModelSearch(model, params, request);
        List<Branch> branches = run.prefill(request.promptTokens());
        while (!branches.isEmpty()) {
            branches = run.step(branches);
        }
        return run.search.hypotheses();
    }

    private List<Branch> prefill(int[] prompt) {
        RowsOutput output = this.model
            .step(StepInput.of(asked(StepRows.of(this.firstSlot, 0, prompt).withHiddenStates(prompt.length))))
            .rows()
            .get(0);
        if (this.search.needsHiddenStates()) {
            for (int i = 0; i < prompt.length - 1; i++) {
                this.search.acceptPrompt(output.hiddenStates(), output.hiddenOffset(i), output.hiddenSize());
            }
        }
        this.length = prompt.length;
        return this.search.advance(List.of(row(output)));
    }

    private List<Branch> step(List<Branch> branches) {
        int first = (this.firstSlot == 0) ? this.width : 0;
        List<CellCopy> copies = new ArrayList<>();
        StepInput.Builder input = StepInput.builder();
        for (int i = 0; i < branches.size(); i++) {
            copies.add(new CellCopy(this.firstSlot + branches.get(i).parent(), first + i, 0, this.length));
            input.decode(asked(StepRows.of(first + i, this.length, branches.get(i).tokenId()).withHiddenStates(1)));
        }
        this.model.copyCells(copies);
        StepOutput output = this.model.step(input.build());
        this.firstSlot = first;
        this.length++;
        return this.search.advance(output.rows().stream().map(ModelSearch::row).toList());
    }

    private StepRows asked(StepRows rows) {
        return this.search.needsLogprobs() ? rows.withLogprobs(1) : rows.withLogits(1);
    }

    private static BranchRow row(RowsOutput output) {
        return new BranchRow(output.logits(), output.logitsOffset(0), output.vocabularySize(), output.hiddenStates(),
                output.hiddenOffset(output.numHidden() - 1), output.hiddenSize());
    }

}

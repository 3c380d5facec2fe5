package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.ScoredRows;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

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
        int count = prompt.length;
        long[] spans = { 0, count, this.firstSlot, 1, count };
        StepOutput output = this.model.step(new StepInput(IntStream.of(prompt).asLongStream().toArray(),
                LongStream.range(0, count).toArray(), new long[count], spans, new long[] { count - 1 },
                LongStream.range(0, count).toArray(), ScoredRows.NONE, normalized(1)));
        if (this.search.needsHiddenStates()) {
            for (int i = 0; i < count - 1; i++) {
                this.search.acceptPrompt(output.hiddenStates(), i * this.model.hiddenSize(), this.model.hiddenSize());
            }
        }
        this.length = count;
        return this.search.advance(List.of(row(output, 0, count - 1)));
    }

    private List<Branch> step(List<Branch> branches) {
        int first = (this.firstSlot == 0) ? this.width : 0;
        int count = branches.size();
        List<CellCopy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(new CellCopy(this.firstSlot + branches.get(i).parent(), first + i, 0, this.length));
        }
        this.model.copyCells(copies);
        long[] all = LongStream.range(0, count).toArray();
        long[] spans = { 0, count, first, count, this.length + 1 };
        StepOutput output = this.model.step(new StepInput(branches.stream().mapToLong(Branch::tokenId).toArray(),
                LongStream.generate(() -> this.length).limit(count).toArray(),
                LongStream.range(first, first + count).toArray(), spans, all, all, ScoredRows.NONE, normalized(count)));
        this.firstSlot = first;
        this.length++;
        return this.search.advance(IntStream.range(0, count).mapToObj((i) -> row(output, i, i)).toList());
    }

    private long[] normalized(int numRows) {
        return this.search.needsLogprobs() ? LongStream.range(0, numRows).toArray() : new long[0];
    }

    private BranchRow row(StepOutput output, int logitsRow, int hiddenRow) {
        int vocabularySize = this.model.vocabularySize();
        int hiddenSize = this.model.hiddenSize();
        return new BranchRow(output.logits(), logitsRow * vocabularySize, vocabularySize, output.hiddenStates(),
                hiddenRow * hiddenSize, hiddenSize);
    }

}

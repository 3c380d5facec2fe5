package io.inkwell.engine;

import java.util.List;

import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

/** Counts the rows that a model computes. */
final class CountingLm implements CausalLm {

    private final CausalLm model;

    private volatile int numRows;

    CountingLm(CausalLm model) {
        this.model = model;
    }

    /** The number of rows computed so far. */
    int numRows() {
        return this.numRows;
    }

    @Override
    public int vocabularySize() {
        return this.model.vocabularySize();
    }

    @Override
    public int hiddenSize() {
        return this.model.hiddenSize();
    }

    @Override
    public KvCacheSize cacheSize() {
        return this.model.cacheSize();
    }

    @Override
    public StepOutput step(StepInput input) {
        this.numRows += input.numRows();
        return this.model.step(input);
    }

    @Override
    public void copyCells(List<CellCopy> copies) {
        this.model.copyCells(copies);
    }

    @Override
    public void releaseCells(List<CellRelease> releases) {
        this.model.releaseCells(releases);
    }

    @Override
    public void close() {
        this.model.close();
    }

}

package io.inkwell.model;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The keys and values of all sequences of one predictor: for each layer two tensors
 * {@code [slots, heads, positions, head size]} in float32. They are reserved whole and
 * become resident only where they are written. Freed with the manager that it is made on.
 */
final class KvCache {

    /** Cells are zeroed in blocks, so that a growing sequence asks seldom. */
    private static final int BLOCK = 128;

    private final NDList keys = new NDList();

    private final NDList values = new NDList();

    private final int[] cleanCells;

    private final int maxPositions;

    KvCache(NDManager manager, Gpt2Config config, int numSlots) {
        Shape shape = new Shape(numSlots, config.numHeads(), config.maxPositions(), config.headSize());
        for (int layer = 0; layer < config.numLayers(); layer++) {
            this.keys.add(named(manager.create(shape, DataType.FLOAT32), "keys[]"));
            this.values.add(named(manager.create(shape, DataType.FLOAT32), "values[]"));
        }
        this.cleanCells = new int[numSlots];
        this.maxPositions = config.maxPositions();
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }

    NDList keys() {
        return this.keys;
    }

    NDList values() {
        return this.values;
    }

    int numSlots() {
        return this.cleanCells.length;
    }

    /**
     * How far to zero the slot before its first {@code length} cells are read: a masked
     * cell is read all the same, times zero, and memory that was never written may hold
     * NaN.
     * @return the first cell that may stay as it is, or 0 if nothing has to be done
     */
    int cellsToClear(int slot, int length) {
        if (length <= this.cleanCells[slot]) {
            return 0;
        }
        return Math.min(this.maxPositions, (length + BLOCK - 1) / BLOCK * BLOCK);
    }

    int cleanCells(int slot) {
        return this.cleanCells[slot];
    }

    void markClean(int slot, int cells) {
        this.cleanCells[slot] = cells;
    }

    @Override
    public String toString() {
        return "KvCache[clean cells " + Arrays.toString(this.cleanCells) + "]";
    }

}

package io.inkwell.model;

import java.util.Optional;

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
     * What has to run before the first {@code length} cells of a slot are read, if
     * anything: a masked cell is read all the same, times zero, and memory that was never
     * written may hold NaN.
     */
    Optional<ProgramCall> clear(int slot, int length) {
        int from = this.cleanCells[slot];
        if (length <= from) {
            return Optional.empty();
        }
        int to = Math.min(this.maxPositions, (length + BLOCK - 1) / BLOCK * BLOCK);
        this.cleanCells[slot] = to;
        return Optional.of(ProgramCall.clear(slot, from, to));
    }

}

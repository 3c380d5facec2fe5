package io.inkwell.model.step;

import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.program.Kernels;

/**
 * The keys and values of all sequences of one predictor in one tensor, {@code [layers, 2,
 * slots, heads, positions, head size]} in float32, so that one operation covers all
 * layers. The operating system commits only the pages that are written. Freed with its
 * manager.
 */
final class KvCache {

    /** Cells are zeroed in blocks, so that a growing sequence rarely needs a call. */
    private static final int BLOCK = 128;

    private final NDArray tensor;

    private final int[] cleanCells;

    private final int maxPositions;

    private final Kernels kernels;

    KvCache(NDManager manager, Gpt2Config config, int numSlots, Kernels kernels) {
        this.tensor = manager.create(
                new Shape(config.numLayers(), 2, numSlots, config.numHeads(), config.maxPositions(), config.headSize()),
                DataType.FLOAT32);
        this.cleanCells = new int[numSlots];
        this.maxPositions = config.maxPositions();
        this.kernels = kernels;
    }

    NDArray tensor() {
        return this.tensor;
    }

    int numSlots() {
        return this.cleanCells.length;
    }

    /**
     * The call that must run before the first {@code length} cells of a slot are read, if
     * any. PyTorch multiplies masked cells by zero, and unwritten memory can hold NaN.
     */
    Optional<ProgramCall> clear(int slot, int length) {
        int from = this.cleanCells[slot];
        if (length <= from || this.kernels != Kernels.PORTABLE) {
            return Optional.empty();
        }
        int to = Math.min(this.maxPositions, (length + BLOCK - 1) / BLOCK * BLOCK);
        this.cleanCells[slot] = to;
        return Optional.of(ProgramCall.clearCells(slot, from, to));
    }

}

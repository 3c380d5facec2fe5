package io.inkwell.model.step;

import java.util.Optional;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.program.Gpt2Program;
import io.inkwell.model.program.Kernels;

/**
 * The keys and values of all sequences of one predictor in one tensor, {@code [layers, 2,
 * slots, heads, positions, head size]} in float32, so that one operation covers all
 * layers. The operating system commits only the pages that are written. With native
 * kernels it also gets pages back, and they then hold zeros. Freed with its manager.
 */
final class KvCache {

    /** Cells are zeroed in blocks, so that a growing sequence rarely needs a call. */
    private static final int BLOCK = 128;

    /** The numbers in a memory page of x86-64. */
    private static final int PAGE = 4096 / Float.BYTES;

    private final NDArray tensor;

    private final int[] cleanCells;

    private final KvCacheSize size;

    private final Kernels kernels;

    KvCache(Model model, NDManager manager, Gpt2Config config, KvCacheSize size) {
        Shape shape = new Shape(config.numLayers(), 2, size.numSlots(), config.numHeads(), size.maxPositions(),
                config.headSize());
        this.tensor = size.hasWholeSlots() ? manager.create(shape, DataType.FLOAT32) : inPages(model, manager, shape);
        this.cleanCells = new int[size.numSlots()];
        this.size = size;
        this.kernels = Gpt2Program.kernels(model);
    }

    /**
     * The number of cells of one head that fill whole pages; all of a slot if pages
     * cannot be released. A slot is contiguous for each layer and head, so cells of
     * another head or slot may share its last page unless pages divide it evenly.
     */
    static int cellsPerBlock(Gpt2Config config, Kernels kernels) {
        int cells = PAGE / Math.min(PAGE, Integer.lowestOneBit(config.headSize()));
        boolean fillsPages = config.maxPositions() % cells == 0;
        return (kernels != Kernels.PORTABLE && fillsPages) ? cells : config.maxPositions();
    }

    /** Allocates a tensor that starts at a page, and whose pages can be released. */
    private static NDArray inPages(Model model, NDManager manager, Shape shape) {
        NDArray memory = manager.create(new Shape(shape.size() + PAGE), DataType.FLOAT32);
        NDList call = new NDList(Gpt2Program.method(manager, "place_cache"), manager.create(shape.getShape()), memory);
        NDArray tensor = model.getBlock().forward(new ParameterStore(manager, false), call, false).singletonOrThrow();
        tensor.attach(manager);
        return tensor;
    }

    NDArray tensor() {
        return this.tensor;
    }

    KvCacheSize size() {
        return this.size;
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
        int to = Math.min(this.size.maxPositions(), (length + BLOCK - 1) / BLOCK * BLOCK);
        this.cleanCells[slot] = to;
        return Optional.of(ProgramCall.clearCells(slot, from, to));
    }

}

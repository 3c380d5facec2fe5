package io.inkwell.model.step;

import java.util.List;

/**
 * A causal language model with a KV cache of several slots, each of which holds one
 * sequence. Confined to one thread at a time.
 */
public interface CausalLm extends AutoCloseable {

    int vocabularySize();

    /** The size of a hidden state. */
    int hiddenSize();

    KvCacheSize cacheSize();

    /** The number of cells per slot: the maximum sequence length. */
    default int maxPositions() {
        return cacheSize().maxPositions();
    }

    default int numSlots() {
        return cacheSize().numSlots();
    }

    /**
     * Runs one forward pass, which writes the keys and values of its rows into their
     * slots.
     */
    StepOutput step(StepInput input);

    /**
     * Copies cells between slots in the given order, to fork sequences.
     */
    void copyCells(List<CellCopy> copies);

    /** Releases the memory of cells. Only for a cache that commits parts of slots. */
    void releaseCells(List<CellRelease> releases);

    @Override
    void close();

}

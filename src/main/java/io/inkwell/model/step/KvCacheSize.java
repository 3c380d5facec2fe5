package io.inkwell.model.step;

/**
 * The size of a KV cache. A slot has an address for every position of the context. All
 * slots together may have more cells than the cache may commit to memory.
 *
 * @param numSlots the number of sequences that the cache can hold at once
 * @param maxPositions the number of cells per slot: the maximum sequence length
 * @param numCells the number of cells that may be committed at once, over all slots
 * @param cellsPerBlock the cells of a slot are committed and released in blocks of this
 * size; {@code maxPositions} if slots are committed whole
 */
public record KvCacheSize(int numSlots, int maxPositions, long numCells, int cellsPerBlock) {

    public KvCacheSize {
        if (numSlots < 1 || maxPositions < 1 || cellsPerBlock < 1) {
            throw new IllegalArgumentException("numSlots, maxPositions and cellsPerBlock must be at least 1; given: "
                    + numSlots + ", " + maxPositions + " and " + cellsPerBlock);
        }
        if (numCells < maxPositions) {
            throw new IllegalArgumentException(
                    "numCells must be at least the " + maxPositions + " cells of a slot; given: " + numCells);
        }
        if (cellsPerBlock >= maxPositions && numCells < (long) numSlots * maxPositions) {
            throw new IllegalArgumentException("numCells must be at least the " + (long) numSlots * maxPositions
                    + " cells of all slots, which are committed whole; given: " + numCells);
        }
    }

    /** The size of a cache that has memory for every cell. */
    public static KvCacheSize ofWholeSlots(int numSlots, int maxPositions) {
        return new KvCacheSize(numSlots, maxPositions, (long) numSlots * maxPositions, maxPositions);
    }

    /** The cells of the blocks that hold the first {@code numCells} of a slot. */
    public int inBlocks(int numCells) {
        int numBlocks = (numCells + this.cellsPerBlock - 1) / this.cellsPerBlock;
        return Math.min(this.maxPositions, numBlocks * this.cellsPerBlock);
    }

    /** The number of sequences that fit at once if each needs {@code numCells}. */
    public int maxSequences(int numCells) {
        return (int) Math.min(this.numSlots, this.numCells / inBlocks(Math.max(1, numCells)));
    }

    /** Whether slots are committed whole. */
    public boolean hasWholeSlots() {
        return this.cellsPerBlock >= this.maxPositions;
    }

}

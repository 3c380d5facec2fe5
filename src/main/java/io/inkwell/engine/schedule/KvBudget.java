package io.inkwell.engine.schedule;

import java.util.Set;
import java.util.stream.IntStream;

import io.inkwell.model.step.KvCacheSize;

/**
 * Counts the committed cells of each slot, and keeps their sum within the size of the KV
 * cache. A running sequence reserves all cells that it may need, so it can always finish.
 * Confined to the engine thread.
 */
final class KvBudget {

    private final KvCacheSize size;

    /** For each slot, an upper bound of the cells that are committed to memory. */
    private final int[] committed;

    /** For each slot, the cells that its running sequence may write; 0 if it is free. */
    private final int[] reserved;

    KvBudget(KvCacheSize size) {
        this.size = size;
        this.committed = new int[size.numSlots()];
        this.reserved = new int[size.numSlots()];
    }

    /** The cells that may be committed. */
    long numCells() {
        return this.size.numCells();
    }

    int inBlocks(int numCells) {
        return this.size.inBlocks(numCells);
    }

    long numReserved() {
        return sum(this.reserved);
    }

    long numCommitted() {
        return sum(this.committed);
    }

    private static long sum(int[] cells) {
        return IntStream.of(cells).asLongStream().sum();
    }

    int committed(int slot) {
        return this.committed[slot];
    }

    int reserved(int slot) {
        return this.reserved[slot];
    }

    /**
     * Whether sequences fit if all cells are released that running sequences do not need.
     * With whole slots, a free slot is enough.
     * @param numCells the cells that each of them may need
     * @param kept slots whose cells cannot be released now
     */
    boolean canReserve(int numSequences, int numCells, Set<Integer> kept) {
        long inUse = IntStream.range(0, this.size.numSlots())
            .mapToLong((slot) -> kept.contains(slot) ? this.committed[slot] : this.reserved[slot])
            .sum();
        return this.size.hasWholeSlots()
                || inUse + (long) numSequences * this.size.inBlocks(numCells) <= this.size.numCells();
    }

    /** Whether a sequence fits in a slot without releasing cells. */
    boolean fits(int slot, int numCells) {
        int added = Math.max(0, this.size.inBlocks(numCells) - this.committed[slot]);
        return numCommitted() + added <= this.size.numCells();
    }

    /** Reserves the cells of the sequence that starts in a slot. */
    void reserve(int slot, int numCells) {
        if (!fits(slot, numCells)) {
            throw new IllegalStateException("slot " + slot + " cannot reserve " + numCells + " cells: " + numCommitted()
                    + " of " + this.size.numCells() + " are committed");
        }
        this.reserved[slot] = this.size.inBlocks(numCells);
        this.committed[slot] = Math.max(this.committed[slot], this.reserved[slot]);
    }

    /** Ends the reservation of a slot, which keeps its committed cells. */
    void unreserve(int slot) {
        this.reserved[slot] = 0;
    }

    /**
     * Counts all cells of a slot after the blocks of the first {@code numKept} as
     * released.
     * @return whether any of them was committed
     */
    boolean release(int slot, int numKept) {
        int rest = this.size.inBlocks(numKept);
        if (rest >= this.committed[slot]) {
            return false;
        }
        this.committed[slot] = rest;
        return true;
    }

}

package io.inkwell.engine.schedule;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.inkwell.model.step.KvCacheSize;

/**
 * The slots of the KV cache: which are taken, and the content that free slots keep.
 * Confined to the engine thread.
 */
public final class KvSlots {

    private final int numSlots;

    /** The free slots, least recently used first. */
    private final Set<Integer> free = new LinkedHashSet<>();

    /** For each free slot, the tokens from which its first cells were computed. */
    private final CachedTokens[] contents;

    private final KvBudget budget;

    public KvSlots(KvCacheSize size) {
        this.numSlots = size.numSlots();
        this.contents = new CachedTokens[this.numSlots];
        this.budget = new KvBudget(size);
        IntStream.range(0, this.numSlots).forEach((slot) -> free(slot, CachedTokens.NONE));
    }

    public int numSlots() {
        return this.numSlots;
    }

    KvBudget budget() {
        return this.budget;
    }

    /** The cells that the sequences in taken slots may need. */
    public long numReservedCells() {
        return this.budget.numReserved();
    }

    int numFree() {
        return this.free.size();
    }

    int numTaken() {
        return this.numSlots - numFree();
    }

    /** The free slots, least recently used first. */
    Set<Integer> free() {
        return this.free;
    }

    /** The tokens whose keys and values a free slot holds. */
    CachedTokens contents(int slot) {
        return this.contents[slot];
    }

    /**
     * The free slot to overwrite first. An empty one, if memory holds a sequence there
     * and the contents of all other slots. Otherwise one with content, whose memory the
     * sequence takes over.
     * @param numCells the cells that the sequence may need
     */
    int leastUseful(int numCells) {
        return lowestEmpty()
            .filter((slot) -> numUsefulCells() + this.budget.inBlocks(numCells) <= this.budget.numCells())
            .or(this::oldSlotNextToRunning)
            .or(this::lowestEmpty)
            .orElseThrow(() -> new IllegalStateException("all " + this.numSlots + " slots are taken"));
    }

    /** The cells that running sequences may need, and those of the contents. */
    private long numUsefulCells() {
        return IntStream.range(0, this.numSlots).mapToLong(this::numUsefulCells).sum();
    }

    /** The cells to keep in a slot: what its sequence may need, or its content. */
    int numUsefulCells(int slot) {
        return this.budget.inBlocks(Math.max(this.budget.reserved(slot), this.contents[slot].length()));
    }

    /** The lowest free slot that holds nothing. */
    public Optional<Integer> lowestEmpty() {
        return this.free.stream().filter((slot) -> this.contents[slot].isEmpty()).min(Comparator.naturalOrder());
    }

    /**
     * Among the less recently used half of those with content, the slot with most running
     * neighbors, because neighbors share attention calls.
     */
    private Optional<Integer> oldSlotNextToRunning() {
        List<Integer> filled = this.free.stream().filter((slot) -> !this.contents[slot].isEmpty()).toList();
        return filled.stream().limit((filled.size() + 1) / 2).max(Comparator.comparingInt(this::numRunningNeighbors));
    }

    private int numRunningNeighbors(int slot) {
        return (isTaken(slot - 1) ? 1 : 0) + (isTaken(slot + 1) ? 1 : 0);
    }

    private boolean isTaken(int slot) {
        return slot >= 0 && slot < this.numSlots && !this.free.contains(slot);
    }

    /**
     * Takes a slot.
     * @param numCells the cells that its sequence may need
     */
    void take(int slot, int numCells) {
        if (!this.free.remove(slot)) {
            throw new IllegalStateException("slot " + slot + " is taken already");
        }
        this.contents[slot] = CachedTokens.NONE;
        this.budget.reserve(slot, numCells);
    }

    /**
     * Frees a slot.
     * @param contents the tokens that its first cells were computed from
     */
    void free(int slot, CachedTokens contents) {
        if (!this.free.add(slot)) {
            throw new IllegalStateException("slot " + slot + " is free already");
        }
        this.contents[slot] = contents;
        this.budget.unreserve(slot);
    }

    /** Forgets the content of a free slot. */
    void forget(int slot) {
        this.contents[slot] = CachedTokens.NONE;
    }

    /** Marks a free slot as recently used. */
    void touch(int slot) {
        if (this.free.remove(slot)) {
            this.free.add(slot);
        }
    }

}

package io.inkwell.engine.schedule;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The slots of the KV cache: which are taken, and the content that free slots keep.
 * Confined to the engine thread.
 */
public final class KvSlots {

    static final int[] NOTHING = {};

    private final int numSlots;

    /** The free slots, least recently used first. */
    private final Set<Integer> free = new LinkedHashSet<>();

    /** For each free slot, the tokens from which its first cells were computed. */
    private final int[][] contents;

    public KvSlots(int numSlots) {
        this.numSlots = numSlots;
        this.contents = new int[numSlots][];
        IntStream.range(0, numSlots).forEach((slot) -> free(slot, NOTHING));
    }

    public int numSlots() {
        return this.numSlots;
    }

    int numFree() {
        return this.free.size();
    }

    public int numTaken() {
        return this.numSlots - numFree();
    }

    /** The free slots, least recently used first. */
    Set<Integer> free() {
        return this.free;
    }

    /** The tokens whose keys and values a free slot holds. */
    int[] contents(int slot) {
        return this.contents[slot];
    }

    /** The free slot to overwrite first. */
    int leastUseful() {
        return lowestEmpty().or(this::oldSlotNextToRunning)
            .orElseThrow(() -> new IllegalStateException("all " + this.numSlots + " slots are taken"));
    }

    /** The lowest free slot that holds nothing. */
    public Optional<Integer> lowestEmpty() {
        return this.free.stream().filter((slot) -> this.contents[slot].length == 0).min(Comparator.naturalOrder());
    }

    /**
     * Among the less recently used half, the slot with most running neighbors, because
     * neighbors share attention calls.
     */
    private Optional<Integer> oldSlotNextToRunning() {
        return this.free.stream().limit((numFree() + 1) / 2).max(Comparator.comparingInt(this::numRunningNeighbors));
    }

    private int numRunningNeighbors(int slot) {
        return (isTaken(slot - 1) ? 1 : 0) + (isTaken(slot + 1) ? 1 : 0);
    }

    private boolean isTaken(int slot) {
        return slot >= 0 && slot < this.numSlots && !this.free.contains(slot);
    }

    void take(int slot) {
        if (!this.free.remove(slot)) {
            throw new IllegalStateException("slot " + slot + " is taken already");
        }
        this.contents[slot] = NOTHING;
    }

    /**
     * Frees a slot.
     * @param contents the tokens that its first cells were computed from
     */
    void free(int slot, int[] contents) {
        if (!this.free.add(slot)) {
            throw new IllegalStateException("slot " + slot + " is free already");
        }
        this.contents[slot] = contents;
    }

    /** Marks a free slot as recently used. */
    void touch(int slot) {
        if (this.free.remove(slot)) {
            this.free.add(slot);
        }
    }

}

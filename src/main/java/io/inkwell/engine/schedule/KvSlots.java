package io.inkwell.engine.schedule;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which slots of the KV cache are taken, and what the free ones still hold of those who
 * ran in them. Confined to the engine thread.
 */
public final class KvSlots {

    static final int[] NOTHING = {};

    private final int numSlots;

    /** Those that are free, the least recently used first. */
    private final Set<Integer> free = new LinkedHashSet<>();

    /** By slot, while it is free: the tokens that its first cells were computed from. */
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

    /** The least recently used first. */
    Set<Integer> free() {
        return this.free;
    }

    /** What a free slot holds. */
    int[] contents(int slot) {
        return this.contents[slot];
    }

    /** The free slot that is best written over. */
    int leastUseful() {
        return lowestEmpty().or(this::oldNeighbour)
            .orElseThrow(() -> new IllegalStateException("all " + this.numSlots + " slots are taken"));
    }

    private Optional<Integer> lowestEmpty() {
        return this.free.stream().filter((slot) -> this.contents[slot].length == 0).min(Comparator.naturalOrder());
    }

    /**
     * Of the half that was not used for longest the slot with most running neighbours:
     * neighbours share attention calls.
     */
    private Optional<Integer> oldNeighbour() {
        return this.free.stream().limit((numFree() + 1) / 2).max(Comparator.comparingInt(this::numRunningNeighbours));
    }

    private int numRunningNeighbours(int slot) {
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
     * Lets go of a slot.
     * @param contents the tokens that its first cells were computed from
     */
    void free(int slot, int[] contents) {
        if (!this.free.add(slot)) {
            throw new IllegalStateException("slot " + slot + " is free already");
        }
        this.contents[slot] = contents;
    }

    /** Notes that what a free slot holds was of use. */
    void touch(int slot) {
        if (this.free.remove(slot)) {
            this.free.add(slot);
        }
    }

}

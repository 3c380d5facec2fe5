package io.inkwell.engine;

import java.util.BitSet;

/**
 * Which slots of the KV cache are taken. Gives the lowest free one, so that running
 * sequences are neighbours and share attention calls. Confined to the engine thread.
 */
final class KvSlots {

    private final BitSet taken;

    private final int numSlots;

    KvSlots(int numSlots) {
        this.taken = new BitSet(numSlots);
        this.numSlots = numSlots;
    }

    int numFree() {
        return this.numSlots - this.taken.cardinality();
    }

    int allocate() {
        int slot = this.taken.nextClearBit(0);
        if (slot >= this.numSlots) {
            throw new IllegalStateException("all " + this.numSlots + " slots are taken");
        }
        this.taken.set(slot);
        return slot;
    }

    void free(int slot) {
        if (!this.taken.get(slot)) {
            throw new IllegalStateException("slot " + slot + " is free already");
        }
        this.taken.clear(slot);
    }

    int numTaken() {
        return this.taken.cardinality();
    }

    int numSlots() {
        return this.numSlots;
    }

}

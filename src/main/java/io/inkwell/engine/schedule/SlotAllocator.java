package io.inkwell.engine.schedule;

import java.util.Comparator;
import java.util.Optional;

import io.inkwell.engine.sequence.Sequence;

/**
 * Takes slots for sequences and frees them. Chooses the slot whose content saves most of
 * the prefill. Confined to the engine thread.
 */
public final class SlotAllocator {

    private final KvSlots slots;

    private final PrefixCache prefixes;

    public SlotAllocator(KvSlots slots, PrefixCache prefixes) {
        this.slots = slots;
        this.prefixes = prefixes;
    }

    int numFree() {
        return this.slots.numFree();
    }

    /**
     * Takes the free slot in which a sequence starts best: the one with the longest
     * prefix of its prompt. If that slot holds more that is worth keeping after the
     * prefix, another slot is overwritten, and a copy brings the prefix there.
     * @param limit how many tokens of the prompt may come from the cache
     * @return the slot, with the prefix that it holds itself
     */
    CachedPrefix allocate(int[] prompt, int limit) {
        Optional<CachedPrefix> longest = this.prefixes.inFreeSlots(prompt, limit)
            .filter((prefix) -> prefix.numTokens() > 0)
            .max(PrefixCache.BY_LENGTH.thenComparing(Comparator.comparingInt(this::numBehind).reversed()));
        longest.ifPresent((prefix) -> this.slots.touch(prefix.slot()));
        CachedPrefix start = longest.filter((prefix) -> numBehind(prefix) < PrefixCache.MIN_TOKENS)
            .orElseGet(() -> this.prefixes.inFreeSlot(this.slots.leastUseful(), prompt, limit));
        this.slots.take(start.slot());
        return start;
    }

    /** Takes a slot for a sequence that starts empty. */
    int allocate() {
        int slot = this.slots.leastUseful();
        this.slots.take(slot);
        return slot;
    }

    /** Frees the slot of a sequence. The cache keeps what was computed there. */
    void free(Sequence sequence) {
        this.slots.free(sequence.slot(), this.prefixes.contents(sequence));
    }

    /** The number of tokens that a free slot holds after a prefix. */
    private int numBehind(CachedPrefix prefix) {
        return this.slots.contents(prefix.slot()).length - prefix.numTokens();
    }

}

package io.inkwell.engine.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.model.step.CellRelease;

/**
 * Takes slots for sequences and frees them. Chooses the slot whose content saves most of
 * the prefill. Confined to the engine thread.
 */
public final class SlotAllocator {

    private final KvSlots slots;

    private final PrefixCache prefixes;

    private final KvReclaimer reclaimer;

    public SlotAllocator(KvSlots slots, PrefixCache prefixes) {
        this.slots = slots;
        this.prefixes = prefixes;
        this.reclaimer = new KvReclaimer(slots);
    }

    /** Whether there are slots and memory for sequences of a request. */
    boolean canAllocate(int numSequences, int numCells) {
        return this.slots.numFree() >= numSequences && this.reclaimer.canMakeRoom(numSequences, numCells);
    }

    int numFree() {
        return this.slots.numFree();
    }

    /**
     * Takes the free slot with the longest prefix of a request's prompt. If that slot
     * holds further tokens worth keeping after the prefix, takes the least useful slot
     * instead, and the scheduler copies the prefix.
     * @param limit how many tokens of the prompt may come from the cache
     * @return the slot, and the number of prompt tokens that it already holds
     */
    CachedPrefix allocate(GenerationRequest request, int limit) {
        int numCells = request.maxCells();
        Optional<CachedPrefix> longest = this.prefixes.inFreeSlots(request, limit)
            .filter((prefix) -> prefix.numTokens() > 0)
            .max(PrefixCache.BY_LENGTH.thenComparing(Comparator.comparingInt(this::numBehind).reversed()));
        longest.ifPresent((prefix) -> this.slots.touch(prefix.slot()));
        CachedPrefix start = longest.filter((prefix) -> numBehind(prefix) < PrefixCache.MIN_TOKENS)
            .orElseGet(() -> this.prefixes.inFreeSlot(this.slots.leastUseful(numCells), request, limit));
        take(start.slot(), numCells);
        return start;
    }

    /** Takes the least useful free slot. */
    int allocate(int numCells) {
        int slot = this.slots.leastUseful(numCells);
        take(slot, numCells);
        return slot;
    }

    private void take(int slot, int numCells) {
        this.reclaimer.makeRoom(slot, numCells);
        this.slots.take(slot, numCells);
    }

    /** Keeps the cells of a slot until the step has copied them. */
    void keep(int slot) {
        this.reclaimer.keep(slot);
    }

    /** The cells to release before the step. */
    List<CellRelease> finishStep() {
        return this.reclaimer.finishStep();
    }

    /** Frees the slot of a sequence. The cache keeps what was computed there. */
    void free(Sequence sequence) {
        this.slots.free(sequence.slot(), this.prefixes.contents(sequence));
    }

    /** The number of tokens that a free slot holds after a prefix. */
    private int numBehind(CachedPrefix prefix) {
        return this.slots.contents(prefix.slot()).length() - prefix.numTokens();
    }

}

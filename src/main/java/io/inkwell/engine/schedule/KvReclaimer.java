package io.inkwell.engine.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.inkwell.model.step.CellRelease;

/**
 * Makes room in the KV cache for sequences that start. Releases cells without content
 * first, then the cached prefixes of free slots, least recently used first. Collects the
 * releases of one step, which precede its copies. Confined to the engine thread.
 */
final class KvReclaimer {

    private final KvSlots slots;

    private final KvBudget budget;

    /** Slots from which this step copies. */
    private final Set<Integer> kept = new HashSet<>();

    private final List<CellRelease> releases = new ArrayList<>();

    KvReclaimer(KvSlots slots) {
        this.slots = slots;
        this.budget = slots.budget();
    }

    /** Keeps the cells of a slot until the step has copied them. */
    void keep(int slot) {
        this.kept.add(slot);
    }

    /** Whether room can be made for sequences that need {@code numCells} each. */
    boolean canMakeRoom(int numSequences, int numCells) {
        return this.budget.canReserve(numSequences, numCells, this.kept);
    }

    /** Makes room for a sequence in a free slot. */
    void makeRoom(int target, int numCells) {
        for (int slot = 0; slot < this.slots.numSlots() && !this.budget.fits(target, numCells); slot++) {
            release(slot, (slot == target) ? numCells : this.slots.numUsefulCells(slot));
        }
        for (int slot : List.copyOf(this.slots.free())) {
            if (this.budget.fits(target, numCells)) {
                break;
            }
            if (slot != target && !this.kept.contains(slot)) {
                this.slots.forget(slot);
                release(slot, 0);
            }
        }
    }

    private void release(int slot, int numKept) {
        if (!this.kept.contains(slot) && this.budget.release(slot, numKept)) {
            this.releases.add(new CellRelease(slot, this.budget.committed(slot)));
        }
    }

    /** Ends the step. Returns the cells to release before it. */
    List<CellRelease> finishStep() {
        List<CellRelease> finished = List.copyOf(this.releases);
        this.releases.clear();
        this.kept.clear();
        return finished;
    }

}

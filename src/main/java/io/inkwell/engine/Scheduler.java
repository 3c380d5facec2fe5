package io.inkwell.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Decides what each step computes: one token of every sequence that decodes, and beside
 * them a bounded piece of the prompts, oldest first. A sequence gets a whole slot or
 * waits. Those of one request fork the slot in which its prompt was prefilled; if there
 * are more of them than slots, the next takes over the slot of one that ends. Confined to
 * the engine thread.
 */
final class Scheduler {

    private static final Comparator<ScheduledSequence> BY_SLOT = Comparator
        .comparingInt((scheduled) -> scheduled.sequence().slot());

    private final KvSlots slots;

    private final SchedulerLimits limits;

    private final Deque<Sequence> waiting = new ArrayDeque<>();

    private final List<Sequence> running = new ArrayList<>();

    Scheduler(KvSlots slots, SchedulerLimits limits) {
        this.slots = slots;
        this.limits = limits;
    }

    int numRunning() {
        return this.running.size();
    }

    boolean hasWork() {
        return !this.running.isEmpty() || !this.waiting.isEmpty();
    }

    void add(SequenceGroup group) {
        this.waiting.addAll(group.sequences());
    }

    /** The next step; every sequence that can have a slot now has one afterwards. */
    ScheduledBatch schedule(long nowNanos) {
        List<SlotCopy> copies = admit(nowNanos);
        List<ScheduledSequence> decodes = new ArrayList<>();
        List<ScheduledSequence> prefills = new ArrayList<>();
        for (Sequence sequence : this.running) {
            if (sequence.numPending() == 1) {
                decodes.add(ScheduledSequence.next(sequence, 1));
            }
        }
        decodes.sort(BY_SLOT);
        int budget = decodes.isEmpty() ? this.limits.maxPrefillTokens() : this.limits.maxPrefillTokensBesideDecode();
        for (Sequence sequence : this.running) {
            if (sequence.numPending() > 1 && budget > 0) {
                int numTokens = Math.min(sequence.numPending(), budget);
                prefills.add(ScheduledSequence.next(sequence, numTokens));
                budget -= numTokens;
            }
        }
        return new ScheduledBatch(copies, decodes, prefills);
    }

    private List<SlotCopy> admit(long nowNanos) {
        List<SlotCopy> copies = new ArrayList<>();
        Iterator<Sequence> candidates = this.waiting.iterator();
        while (candidates.hasNext() && this.slots.canAllocate()) {
            Sequence sequence = candidates.next();
            SequenceGroup group = sequence.group();
            Optional<Sequence> prefilled = group.prefilled();
            if (prefilled.isPresent()) {
                int slot = this.slots.allocate();
                if (group.numSharedTokens() > 0) {
                    copies.add(new SlotCopy(prefilled.get().slot(), slot, group.numSharedTokens()));
                }
                start(sequence, slot, group.numSharedTokens());
                candidates.remove();
            }
            else if (!group.hasStarted()) {
                start(sequence, this.slots.allocate(), 0);
                group.markAdmitted(nowNanos);
                candidates.remove();
            }
        }
        return copies;
    }

    private void start(Sequence sequence, int slot, int numComputed) {
        sequence.start(slot, numComputed);
        this.running.add(sequence);
    }

    /**
     * Takes a running sequence out. Its slot goes to the next of its group, or is free.
     */
    void finish(Sequence sequence) {
        this.running.remove(sequence);
        sequence.finish();
        Optional<Sequence> next = sequence.group().nextWaiting();
        if (next.isPresent()) {
            this.waiting.remove(next.get());
            start(next.get(), sequence.slot(), sequence.group().numSharedTokens());
        }
        else {
            this.slots.free(sequence.slot());
        }
    }

    /** Takes all sequences of a request out, wherever they are. */
    void cancel(SequenceGroup group) {
        for (Sequence sequence : group.sequences()) {
            switch (sequence.status()) {
                case WAITING -> this.waiting.remove(sequence);
                case RUNNING -> {
                    this.running.remove(sequence);
                    this.slots.free(sequence.slot());
                }
                case FINISHED -> {
                }
            }
            sequence.finish();
        }
    }

    /** The requests that have not ended. */
    List<SequenceGroup> groups() {
        List<Sequence> sequences = new ArrayList<>(this.running);
        sequences.addAll(this.waiting);
        return sequences.stream().map(Sequence::group).distinct().toList();
    }

}

package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.inkwell.model.CellCopy;

/**
 * Decides what each step computes: one token of every sequence that decodes, with what it
 * drafts, and beside them a bounded piece of the prompts, oldest first. A sequence gets a
 * whole slot or waits. Those of one request fork the slot in which its prompt was
 * prefilled; if there are more of them than slots, the next takes over the slot of one
 * that ends. Confined to the engine thread.
 */
final class Scheduler {

    private static final Comparator<ScheduledSequence> BY_SLOT = Comparator
        .comparingInt((scheduled) -> scheduled.sequence().slot());

    private final KvSlots slots;

    private final SchedulerLimits limits;

    private final Drafter drafter;

    private final WaitingSequences waiting = new WaitingSequences();

    private final List<Sequence> running = new ArrayList<>();

    Scheduler(KvSlots slots, SchedulerLimits limits) {
        this.slots = slots;
        this.limits = limits;
        this.drafter = new Drafter(limits.speculation());
    }

    int numRunning() {
        return this.running.size();
    }

    boolean hasWork() {
        return !this.running.isEmpty() || !this.waiting.isEmpty();
    }

    void add(SequenceGroup group) {
        group.queue().forEach(this.waiting::add);
    }

    /** The next step; every sequence that can have a slot now has one afterwards. */
    ScheduledBatch schedule(long nowNanos) {
        List<CellCopy> copies = admit(nowNanos);
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
        return new ScheduledBatch(copies, this.drafter.draft(decodes), prefills);
    }

    /** Strictly in order: what needs many slots is not passed by what needs few. */
    private List<CellCopy> admit(long nowNanos) {
        List<CellCopy> copies = new ArrayList<>();
        Iterator<Sequence> candidates = this.waiting.iterator();
        while (candidates.hasNext() && this.slots.numFree() > 0) {
            Sequence sequence = candidates.next();
            SequenceGroup group = sequence.group();
            Optional<? extends Sequence> prefilled = group.prefilled();
            if (prefilled.isPresent()) {
                candidates.remove();
                copies.addAll(startFrom(prefilled.get(), sequence));
            }
            else if (!group.isRunning()) {
                if (this.slots.numFree() <= group.companions().size()) {
                    break;
                }
                candidates.remove();
                start(sequence, this.slots.allocate(), 0);
                group.companions().forEach(this::startStandingBy);
                group.markAdmitted(nowNanos);
            }
        }
        return copies;
    }

    private List<CellCopy> startFrom(Sequence prefilled, Sequence sequence) {
        int slot = this.slots.allocate();
        int numShared = sequence.group().numSharedTokens();
        start(sequence, slot, numShared);
        return (numShared > 0) ? List.of(new CellCopy(prefilled.slot(), slot, 0, numShared)) : List.of();
    }

    private void startStandingBy(Sequence sequence) {
        start(sequence, this.slots.allocate(), 0);
        sequence.standBy();
    }

    private void start(Sequence sequence, int slot, int numComputed) {
        sequence.start(slot, numComputed);
        this.running.add(sequence);
    }

    /**
     * Takes a running sequence out. Its slot goes to the next of its group, unless what
     * is served sooner waits, or is free.
     */
    void finish(Sequence sequence) {
        this.running.remove(sequence);
        sequence.finish();
        SequenceGroup group = sequence.group();
        Optional<? extends Sequence> next = group.nextWaiting();
        if (next.isPresent() && !this.waiting.hasSooner(group.request().priority())) {
            this.waiting.remove(next.get());
            start(next.get(), sequence.slot(), group.numSharedTokens());
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
        return Stream.concat(this.running.stream(), this.waiting.stream()).map(Sequence::group).distinct().toList();
    }

}

package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;

/**
 * Decides what each step computes: the next token of every decoding sequence with its
 * draft, and prompt tokens within a budget, short prompts first. A sequence gets a slot
 * and reserves the cells that it may need, or waits. The sequences of a request fork the
 * slot in which its prompt was prefilled. If there are more of them than slots, the next
 * one takes the slot of one that finishes. Confined to the engine thread.
 */
public final class Scheduler {

    private static final Comparator<ScheduledSequence> BY_SLOT = Comparator
        .comparingInt((scheduled) -> scheduled.sequence().slot());

    private final SlotAllocator slots;

    private final PrefixCache prefixes;

    private final PrefillBudget prefillBudget;

    private final AdmissionCounter admission;

    private final Drafter drafter;

    private final PrefillOrder prefillOrder = new PrefillOrder();

    private final WaitingSequences waiting;

    private final List<Sequence> running = new ArrayList<>();

    /**
     * @param admission counts the sequences that wait
     */
    public Scheduler(SlotAllocator slots, PrefixCache prefixes, SchedulerLimits limits, AdmissionCounter admission) {
        this.slots = slots;
        this.prefixes = prefixes;
        this.prefillBudget = new PrefillBudget(limits);
        this.admission = admission;
        this.drafter = new Drafter(limits.speculation());
        this.waiting = new WaitingSequences(limits.requests().priorityAgeing());
    }

    public int numRunning() {
        return this.running.size();
    }

    public boolean hasWork() {
        return !this.running.isEmpty() || !this.waiting.isEmpty();
    }

    /** Adds a request, which starts to wait now. */
    public void add(SequenceGroup group, long nowNanos) {
        group.initialSequences().forEach((sequence) -> this.waiting.add(sequence, nowNanos));
    }

    /** The next step. First gives slots to waiting sequences. */
    public ScheduledBatch schedule(long nowNanos) {
        List<PrefixCopy> copies = startWaiting(nowNanos);
        this.running.forEach((sequence) -> copyCachedPrefix(sequence, copies));
        List<ScheduledSequence> decodes = new ArrayList<>();
        for (Sequence sequence : this.running) {
            if (sequence.numPending() == 1) {
                decodes.add(ScheduledSequence.next(sequence, 1));
            }
        }
        decodes.sort(BY_SLOT);
        List<ScheduledSequence> drafted = this.drafter.draft(decodes);
        List<Sequence> prompts = this.running.stream().filter((sequence) -> sequence.numPending() > 1).toList();
        int budget = this.prefillBudget.tokens(drafted.size(),
                drafted.stream().mapToInt(ScheduledSequence::numRows).sum(), prompts.size());
        return new ScheduledBatch(this.slots.finishStep(), copies, drafted, this.prefillOrder.next(prompts, budget));
    }

    /** Learns how long a step takes. */
    public void computed(ScheduledBatch batch, Duration time) {
        this.prefillBudget.computed(batch, time);
    }

    /**
     * Gives slots to waiting sequences, strictly in order: a group that needs many slots
     * or cells is not overtaken by one that needs few.
     */
    private List<PrefixCopy> startWaiting(long nowNanos) {
        List<PrefixCopy> copies = new ArrayList<>();
        Iterator<Sequence> candidates = this.waiting.iterator();
        while (candidates.hasNext() && this.slots.numFree() > 0) {
            Sequence sequence = candidates.next();
            SequenceGroup group = sequence.group();
            Optional<? extends Sequence> prefilled = group.prefilled();
            if (prefilled.isEmpty() && group.isRunning()) {
                // The first sequence of the group still prefills the prompt.
                continue;
            }
            int numSequences = prefilled.isPresent() ? 1 : 1 + group.reservedSequences().size();
            if (!this.slots.canAllocate(numSequences, group.request().maxCells())) {
                break;
            }
            candidates.remove();
            if (prefilled.isPresent()) {
                startFork(prefilled.get(), sequence, copies);
            }
            else {
                startGroup(sequence, copies);
                group.markScheduled(nowNanos);
            }
        }
        return copies;
    }

    private void startGroup(Sequence first, List<PrefixCopy> copies) {
        startFirst(first);
        // Before the copy, because the slot that it reads cannot be released.
        first.group().reservedSequences().forEach(this::reserveSlot);
        copyCachedPrefix(first, copies);
    }

    private void startFirst(Sequence sequence) {
        SequenceGroup group = sequence.group();
        int limit = group.numCacheableTokens();
        CachedPrefix prefix = this.slots.allocate(group.request(), limit);
        start(sequence, prefix.slot(), prefix.numTokens());
        if (this.prefixes.isEnabled() && limit > 0) {
            group.markCached(prefix.numTokens());
        }
    }

    /**
     * Starts a sequence of a group whose prompt is prefilled, with a copy of the prompt.
     */
    private void startFork(Sequence prefilled, Sequence sequence, List<PrefixCopy> copies) {
        int numShared = sequence.group().numSharedTokens();
        CachedPrefix prefix = this.slots.allocate(sequence.group().request(), numShared);
        start(sequence, prefix.slot(), prefix.numTokens());
        applyPrefix(new CachedPrefix(prefilled.slot(), numShared), sequence, copies);
    }

    /** Reserves a slot for a sequence that a search uses later. */
    private void reserveSlot(Sequence sequence) {
        start(sequence, this.slots.allocate(sequence.group().request().maxCells()), 0);
        sequence.pause();
    }

    /**
     * Copies a longer prefix of the prompt from another slot, if there is one now. Of
     * concurrent requests with a shared prefix, only the first computes it.
     */
    private void copyCachedPrefix(Sequence sequence, List<PrefixCopy> copies) {
        if (sequence.numPending() > 1) {
            SequenceGroup group = sequence.group();
            this.prefixes.findLonger(sequence, group.numCacheableTokens(), this.running).ifPresent((prefix) -> {
                group.markCached(prefix.numTokens() - sequence.numComputed());
                applyPrefix(prefix, sequence, copies);
            });
        }
    }

    /** Copies the cells of a prefix that the slot of a sequence lacks. */
    private void applyPrefix(CachedPrefix prefix, Sequence sequence, List<PrefixCopy> copies) {
        int numMissing = prefix.numTokens() - sequence.numComputed();
        if (numMissing > 0) {
            copies.add(PrefixCopy.of(prefix, sequence));
            this.slots.keep(prefix.slot());
            sequence.markComputed(numMissing);
        }
    }

    private void start(Sequence sequence, int slot, int numComputed) {
        this.admission.stopWaiting(sequence);
        sequence.start(slot, numComputed);
        this.running.add(sequence);
    }

    /**
     * Finishes a running sequence. Frees its slot, or gives it to the next sequence of
     * its group unless a request with a higher priority is ahead of it.
     */
    public void finish(Sequence sequence) {
        this.running.remove(sequence);
        sequence.finish();
        SequenceGroup group = sequence.group();
        Optional<? extends Sequence> next = group.nextWaiting();
        if (next.isPresent() && !this.waiting.hasHigherPriorityAhead(next.get())) {
            this.waiting.remove(next.get());
            start(next.get(), sequence.slot(), group.numSharedTokens());
        }
        else {
            this.slots.free(sequence);
        }
    }

    /** Removes all sequences of a request, waiting or running. */
    public void cancel(SequenceGroup group) {
        for (Sequence sequence : group.sequences()) {
            switch (sequence.status()) {
                case WAITING -> {
                    this.waiting.remove(sequence);
                    this.admission.stopWaiting(sequence);
                }
                case RUNNING -> {
                    this.running.remove(sequence);
                    this.slots.free(sequence);
                }
                case FINISHED -> {
                }
            }
            sequence.finish();
        }
    }

}

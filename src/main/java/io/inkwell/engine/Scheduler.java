package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    private final PrefixCache prefixes;

    private final SchedulerLimits limits;

    private final WaitingRoom waitingRoom;

    private final Drafter drafter;

    private final WaitingSequences waiting = new WaitingSequences();

    private final List<Sequence> running = new ArrayList<>();

    /**
     * @param waitingRoom is told of the sequences that stop waiting
     */
    Scheduler(KvSlots slots, PrefixCache prefixes, SchedulerLimits limits, WaitingRoom waitingRoom) {
        this.slots = slots;
        this.prefixes = prefixes;
        this.limits = limits;
        this.waitingRoom = waitingRoom;
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
        List<PrefixCopy> copies = admit(nowNanos);
        this.running.forEach((sequence) -> catchUp(sequence, copies));
        List<ScheduledSequence> decodes = new ArrayList<>();
        List<ScheduledSequence> prefills = new ArrayList<>();
        for (Sequence sequence : this.running) {
            if (sequence.numPending() == 1) {
                decodes.add(ScheduledSequence.next(sequence, 1));
            }
        }
        decodes.sort(BY_SLOT);
        List<Sequence> prompts = this.running.stream().filter((sequence) -> sequence.numPending() > 1).toList();
        int budget = this.limits.prefillTokens(decodes.size(), prompts.size());
        for (Sequence prompt : prompts) {
            int numTokens = Math.min(prompt.numPending(), budget);
            if (numTokens > 0) {
                prefills.add(ScheduledSequence.next(prompt, numTokens));
                budget -= numTokens;
            }
        }
        return new ScheduledBatch(copies, this.drafter.draft(decodes), prefills);
    }

    /** Strictly in order: what needs many slots is not passed by what needs few. */
    private List<PrefixCopy> admit(long nowNanos) {
        List<PrefixCopy> copies = new ArrayList<>();
        Iterator<Sequence> candidates = this.waiting.iterator();
        while (candidates.hasNext() && this.slots.numFree() > 0) {
            Sequence sequence = candidates.next();
            SequenceGroup group = sequence.group();
            Optional<? extends Sequence> prefilled = group.prefilled();
            if (prefilled.isPresent()) {
                candidates.remove();
                startFrom(prefilled.get(), sequence, copies);
            }
            else if (!group.isRunning()) {
                if (this.slots.numFree() <= group.companions().size()) {
                    break;
                }
                candidates.remove();
                startFirst(sequence);
                catchUp(sequence, copies);
                group.companions().forEach(this::startStandingBy);
                group.markAdmitted(nowNanos);
            }
        }
        return copies;
    }

    private void startFirst(Sequence sequence) {
        SequenceGroup group = sequence.group();
        int limit = group.numCacheableTokens();
        CachedPrefix prefix = this.prefixes.allocate(group.request().promptTokens(), limit);
        start(sequence, prefix.slot(), prefix.numTokens());
        if (this.prefixes.isEnabled() && limit > 0) {
            group.markCached(prefix.numTokens());
        }
    }

    private void startFrom(Sequence prefilled, Sequence sequence, List<PrefixCopy> copies) {
        int numShared = sequence.group().numSharedTokens();
        CachedPrefix prefix = this.prefixes.allocate(sequence.group().request().promptTokens(), numShared);
        start(sequence, prefix.slot(), prefix.numTokens());
        takeOn(new CachedPrefix(prefilled.slot(), numShared), sequence, copies);
    }

    private void startStandingBy(Sequence sequence) {
        start(sequence, this.prefixes.allocate(), 0);
        sequence.standBy();
    }

    /**
     * Spares a prompt what others have computed of it, even since it got its slot: of
     * requests that come together with one beginning, only the first computes it.
     */
    private void catchUp(Sequence sequence, List<PrefixCopy> copies) {
        if (sequence.numPending() > 1) {
            SequenceGroup group = sequence.group();
            this.prefixes.longer(sequence, group.numCacheableTokens(), this.running).ifPresent((prefix) -> {
                group.markCached(prefix.numTokens() - sequence.numComputed());
                takeOn(prefix, sequence, copies);
            });
        }
    }

    private static void takeOn(CachedPrefix prefix, Sequence sequence, List<PrefixCopy> copies) {
        int numMissing = prefix.numTokens() - sequence.numComputed();
        if (numMissing > 0) {
            copies.add(PrefixCopy.of(prefix, sequence));
            sequence.markComputed(numMissing);
        }
    }

    private void start(Sequence sequence, int slot, int numComputed) {
        this.waitingRoom.stopWaiting(sequence);
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
            this.prefixes.free(sequence);
        }
    }

    /** Takes all sequences of a request out, wherever they are. */
    void cancel(SequenceGroup group) {
        for (Sequence sequence : group.sequences()) {
            switch (sequence.status()) {
                case WAITING -> {
                    this.waiting.remove(sequence);
                    this.waitingRoom.stopWaiting(sequence);
                }
                case RUNNING -> {
                    this.running.remove(sequence);
                    this.prefixes.free(sequence);
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

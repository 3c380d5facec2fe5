package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.model.step.KvCacheSize;

/** A scheduler whose steps take no model and no time. */
final class TestScheduler {

    private final KvSlots slots;

    private final Scheduler scheduler;

    private Duration now = Duration.ZERO;

    TestScheduler(SchedulerLimits limits, KvCacheSize size) {
        this.slots = new KvSlots(size);
        PrefixCache prefixes = new PrefixCache(this.slots, true);
        this.scheduler = new Scheduler(new SlotAllocator(this.slots, prefixes), prefixes, limits,
                new AdmissionCounter(limits.requests(), size));
    }

    void setTime(Duration now) {
        this.now = now;
    }

    SequenceGroup add(GenerationRequest request) {
        SequenceGroup group = SequenceGroup.of(request);
        this.scheduler.add(group, this.now.toNanos());
        return group;
    }

    ScheduledBatch schedule() {
        return this.scheduler.schedule(this.now.toNanos());
    }

    /** Schedules a step and applies its effects to the sequences. */
    ScheduledBatch step() {
        ScheduledBatch batch = schedule();
        batch.sequences().forEach((scheduled) -> scheduled.sequence().markComputed(scheduled.numTokens()));
        outputs(batch).forEach((scheduled) -> scheduled.sequence().history().append(0));
        return batch;
    }

    /**
     * Takes steps until the prompt of a request is prefilled.
     * @param cost the time of a step
     * @return the steps
     */
    List<ScheduledBatch> prefill(SequenceGroup group, Function<ScheduledBatch, Duration> cost) {
        List<ScheduledBatch> steps = new ArrayList<>();
        while (group.sequences().get(0).numPending() > 1) {
            ScheduledBatch batch = step();
            this.scheduler.computed(batch, cost.apply(batch));
            steps.add(batch);
        }
        return steps;
    }

    void finish(Sequence sequence) {
        this.scheduler.finish(sequence);
    }

    void cancel(SequenceGroup group) {
        this.scheduler.cancel(group);
    }

    boolean hasWork() {
        return this.scheduler.hasWork();
    }

    KvSlots slots() {
        return this.slots;
    }

    static List<ScheduledSequence> outputs(ScheduledBatch batch) {
        return batch.sequences().stream().filter(ScheduledSequence::hasOutput).toList();
    }

}

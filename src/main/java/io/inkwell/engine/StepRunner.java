package io.inkwell.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.engine.schedule.KvSlots;
import io.inkwell.engine.schedule.ScheduledBatch;
import io.inkwell.engine.sequence.GroupOutput;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.engine.sequence.SequenceRows;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;

/**
 * Computes batches. A failure ends only the requests that cause it, unless the predictor
 * is broken. Confined to the engine thread.
 */
final class StepRunner {

    private static final Logger logger = LoggerFactory.getLogger(StepRunner.class);

    private final CausalLm model;

    private final KvSlots slots;

    private final OpenRequests requests;

    private final Set<SequenceGroup> failed = new LinkedHashSet<>();

    private volatile boolean worked;

    StepRunner(CausalLm model, KvSlots slots, OpenRequests requests) {
        this.model = model;
        this.slots = slots;
        this.requests = requests;
    }

    /** Releases memory of the KV cache, before the step that needs it. */
    void release(List<CellRelease> releases) {
        try {
            if (!releases.isEmpty()) {
                this.model.releaseCells(releases);
            }
        }
        catch (RuntimeException ex) {
            logger.warn("Memory of the KV cache cannot be released, so it may exceed its size", ex);
        }
    }

    /**
     * Computes a batch. If all of its requests fail, probes the predictor.
     * @throws RuntimeException if the probe fails: the predictor is broken
     */
    void run(ScheduledBatch batch) {
        this.failed.clear();
        Set<SequenceGroup> groups = batch.groups();
        compute(copied(batch));
        if (!this.failed.containsAll(groups)) {
            this.worked = true;
        }
        else {
            probe();
        }
    }

    /** Whether a step has computed a request. Any thread can call this. */
    boolean hasWorked() {
        return this.worked;
    }

    /**
     * Computes one row in a slot without content, and releases its memory. If there is no
     * such slot, does nothing.
     */
    void probe() {
        this.slots.lowestEmpty().ifPresent((slot) -> {
            this.model.step(StepInput.of(StepRows.of(slot, 0, 0).withLogits(1)));
            if (!this.model.cacheSize().hasWholeSlots()) {
                release(List.of(new CellRelease(slot, 0)));
            }
        });
    }

    /**
     * Copies the cells of a batch. If that fails, returns the batch without the affected
     * requests.
     */
    private ScheduledBatch copied(ScheduledBatch batch) {
        try {
            copy(batch.copies());
            return batch;
        }
        catch (RuntimeException | Error ex) {
            batch.copyingGroups().forEach((group) -> fail(group, ex));
            return batch.without(batch.copyingGroups());
        }
    }

    /**
     * Computes a batch. If that fails, retries each half of its requests separately, down
     * to single requests. A retry overwrites the cells of the failed pass.
     */
    private void compute(ScheduledBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<SequenceRows> rows;
        try {
            rows = batch.rows(this.model.step(batch.input()));
        }
        catch (RuntimeException | Error ex) {
            if (batch.groups().size() == 1) {
                batch.groups().forEach((group) -> fail(group, ex));
            }
            else {
                logger.warn("Forward pass for {} requests failed, retrying each half separately: {}",
                        batch.groups().size(), ex.toString());
                batch.halves().forEach(this::compute);
            }
            return;
        }
        select(batch, rows);
    }

    private void select(ScheduledBatch batch, List<SequenceRows> rows) {
        batch.sequences().forEach((scheduled) -> scheduled.sequence().markComputed(scheduled.numTokens()));
        Map<SequenceGroup, List<SequenceRows>> byGroup = rows.stream()
            .collect(Collectors.groupingBy((each) -> each.sequence().group(), LinkedHashMap::new, Collectors.toList()));
        byGroup.forEach(this::advance);
    }

    private void advance(SequenceGroup group, List<SequenceRows> rows) {
        try {
            Optional<GroupOutput> output = group.advance(rows);
            if (output.isPresent()) {
                this.requests.publish(group, output.get());
                copy(output.get().copies());
            }
        }
        catch (RuntimeException | Error ex) {
            fail(group, ex);
        }
    }

    private void copy(List<CellCopy> copies) {
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
    }

    private void fail(SequenceGroup group, Throwable cause) {
        this.failed.add(group);
        this.requests.fail(group, cause);
    }

}

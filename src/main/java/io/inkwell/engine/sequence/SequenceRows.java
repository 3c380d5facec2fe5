package io.inkwell.engine.sequence;

import io.inkwell.model.step.RowsOutput;

/** What a step computed for a sequence. */
public record SequenceRows(ScheduledSequence scheduled, RowsOutput output) {

    public Sequence sequence() {
        return this.scheduled.sequence();
    }

    boolean hasLogits() {
        return this.output.hasLogits();
    }

}

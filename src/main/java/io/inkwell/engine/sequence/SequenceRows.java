package io.inkwell.engine.sequence;

import io.inkwell.model.step.RowsOutput;

/** The output of a step for one sequence. */
public record SequenceRows(ScheduledSequence scheduled, RowsOutput output) {

    public Sequence sequence() {
        return this.scheduled.sequence();
    }

    boolean hasLogits() {
        return this.output.hasLogits();
    }

}

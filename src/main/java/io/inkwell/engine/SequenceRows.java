package io.inkwell.engine;

import io.inkwell.model.step.RowsOutput;

/** What a step computed for a sequence. */
record SequenceRows(ScheduledSequence scheduled, RowsOutput output) {

    Sequence sequence() {
        return this.scheduled.sequence();
    }

    boolean hasLogits() {
        return this.output.hasLogits();
    }

}

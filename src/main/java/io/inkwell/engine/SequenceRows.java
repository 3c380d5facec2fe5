package io.inkwell.engine;

import io.inkwell.model.step.StepOutput;

/**
 * Where a step's output holds what belongs to one sequence.
 *
 * @param logitsRow the first row of its logits, if it has any
 * @param hiddenRow the first row of its hidden states
 * @param scoredRow the first row of its scores
 * @param numTop how many of the likeliest tokens each row of scores holds
 */
record SequenceRows(ScheduledSequence scheduled, StepOutput output, int logitsRow, int hiddenRow, int scoredRow,
        int numTop, int vocabularySize, int hiddenSize) {

    Sequence sequence() {
        return this.scheduled.sequence();
    }

    boolean hasLogits() {
        return this.scheduled.hasOutput();
    }

    int logitsOffset(int row) {
        return (this.logitsRow + row) * this.vocabularySize;
    }

    int hiddenOffset(int row) {
        return (this.hiddenRow + row) * this.hiddenSize;
    }

    int scoresOffset(int row) {
        return (this.scoredRow + row) * (2 + 2 * this.numTop);
    }

}

package io.inkwell.engine;

/**
 * The part of a sequence that a step computes.
 *
 * @param from the first position
 * @param to the last, exclusive
 * @param hasOutput whether the step sees the sequence's last token, and so gives the
 * logits of the next
 */
record ScheduledSequence(Sequence sequence, int from, int to, boolean hasOutput) {

    /** The next tokens of a sequence as it stands now. */
    static ScheduledSequence next(Sequence sequence, int numTokens) {
        int from = sequence.numComputed();
        return new ScheduledSequence(sequence, from, from + numTokens, numTokens == sequence.numPending());
    }

    int numTokens() {
        return this.to - this.from;
    }

}

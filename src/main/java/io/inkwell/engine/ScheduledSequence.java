package io.inkwell.engine;

/** The part of a sequence that a step computes: its next {@code numTokens} tokens. */
record ScheduledSequence(Sequence sequence, int numTokens) {

    int from() {
        return this.sequence.numComputed();
    }

    int to() {
        return this.sequence.numComputed() + this.numTokens;
    }

    /**
     * Whether the step sees the sequence's last token, and so gives the logits of the
     * next.
     */
    boolean hasOutput() {
        return this.numTokens == this.sequence.numPending();
    }

}

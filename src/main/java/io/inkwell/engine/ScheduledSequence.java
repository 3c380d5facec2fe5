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

    /** Of how many of its rows, from the first on, the hidden states are wanted. */
    int numHidden() {
        return this.sequence.group().needsHiddenStates() ? numTokens() : 0;
    }

    /**
     * For how many of its rows, from the first on, it is wanted how likely the prompt's
     * next token is.
     */
    int numScored() {
        GenerationRequest request = this.sequence.group().request();
        return request.promptOutputs().logprobs()
                ? Math.max(0, Math.min(this.to, request.promptTokens().length - 1) - this.from) : 0;
    }

}

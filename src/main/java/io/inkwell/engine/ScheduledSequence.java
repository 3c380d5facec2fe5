package io.inkwell.engine;

/**
 * The part of a sequence that a step computes, and what it computes ahead.
 *
 * @param from the first position
 * @param to the last, exclusive
 * @param hasOutput whether the step sees the sequence's last token, and so gives the
 * logits of the next
 * @param draft the tokens that are expected from there on; the step gives the logits
 * after each of them too
 */
record ScheduledSequence(Sequence sequence, int from, int to, boolean hasOutput, int[] draft) {

    /** The next tokens of a sequence as it stands now. */
    static ScheduledSequence next(Sequence sequence, int numTokens) {
        int from = sequence.numComputed();
        return new ScheduledSequence(sequence, from, from + numTokens, numTokens == sequence.numPending(),
                Sequence.NO_DRAFT);
    }

    ScheduledSequence withDraft(int[] draft) {
        return new ScheduledSequence(this.sequence, this.from, this.to, this.hasOutput, draft);
    }

    int numTokens() {
        return this.to - this.from;
    }

    int numRows() {
        return numTokens() + this.draft.length;
    }

    /** The position after its last row. */
    int end() {
        return this.to + this.draft.length;
    }

    int token(int position) {
        return (position < this.to) ? this.sequence.token(position) : this.draft[position - this.to];
    }

    /** Of how many of its rows, up to the last, the logits are wanted. */
    int numOutputs() {
        return this.hasOutput ? 1 + this.draft.length : 0;
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

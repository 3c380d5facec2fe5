package io.inkwell.engine.sequence;

import java.util.stream.IntStream;

import io.inkwell.engine.request.PromptOutputs;
import io.inkwell.model.step.StepRows;

/**
 * The part of a sequence that a step computes, and its draft.
 *
 * @param from the first position
 * @param to the end position, exclusive
 * @param hasOutput whether the step computes the sequence's last token, and so the logits
 * of the next
 * @param draft the tokens drafted after that; the step computes the logits after each of
 * them
 */
public record ScheduledSequence(Sequence sequence, int from, int to, boolean hasOutput, int[] draft) {

    /** The next tokens of a sequence, without a draft. */
    public static ScheduledSequence next(Sequence sequence, int numTokens) {
        int from = sequence.numComputed();
        return new ScheduledSequence(sequence, from, from + numTokens, numTokens == sequence.numPending(),
                Sequence.NO_DRAFT);
    }

    public ScheduledSequence withDraft(int[] draft) {
        return new ScheduledSequence(this.sequence, this.from, this.to, this.hasOutput, draft);
    }

    public int numTokens() {
        return this.to - this.from;
    }

    public int numRows() {
        return numTokens() + this.draft.length;
    }

    /** The position after its last row. */
    public int end() {
        return this.to + this.draft.length;
    }

    /** Its rows in the step, with the outputs that its request needs. */
    public StepRows rows() {
        SequenceGroup group = this.sequence.group();
        int[] tokens = IntStream.range(this.from, end()).map(this::token).toArray();
        StepRows rows = StepRows.of(this.sequence.slot(), this.from, tokens)
            .withAdapter(group.request().adapter())
            .withHiddenStates(group.needsHiddenStates() ? numTokens() : 0);
        PromptOutputs outputs = group.request().promptOutputs();
        if (outputs.logprobs()) {
            rows = rows.withScores(targets(), outputs.numTopLogprobs());
        }
        int numLogits = this.hasOutput ? 1 + this.draft.length : 0;
        return group.needsLogprobs() ? rows.withLogprobs(numLogits) : rows.withLogits(numLogits);
    }

    private int token(int position) {
        return (position < this.to) ? this.sequence.token(position) : this.draft[position - this.to];
    }

    /** The tokens of the prompt to score: each row scores the token after it. */
    private int[] targets() {
        int last = Math.min(this.to, this.sequence.group().request().promptTokens().length - 1);
        return IntStream.range(this.from, last).map((position) -> this.sequence.token(position + 1)).toArray();
    }

}

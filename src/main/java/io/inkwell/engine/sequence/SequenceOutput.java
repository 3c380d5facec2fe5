package io.inkwell.engine.sequence;

import java.util.List;

import io.inkwell.engine.request.SampledToken;

/**
 * The tokens that a step added to a sampled sequence.
 *
 * @param tokens one token, and one more for each accepted token of a draft; none if the
 * request generates no tokens
 * @param numDrafted the length of the draft that the step verified
 */
public record SequenceOutput(ChoiceSequence sequence, List<SampledToken> tokens, int numDrafted) {

    /** The number of draft tokens that were accepted. */
    public int numAccepted() {
        return this.tokens.size() - 1;
    }

    /** Whether the sequence is complete. */
    boolean isFinished() {
        return this.tokens.isEmpty() || this.tokens.get(this.tokens.size() - 1).decision().isFinished();
    }

}

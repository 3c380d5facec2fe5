package io.inkwell.decoding.search;

import java.util.List;

/**
 * A search over several continuations of one prompt. The caller computes one row of model
 * output per branch and asks which branches come next, until there are none. Confined to
 * one thread.
 */
public interface BranchingSearch {

    /**
     * Whether rows must include hidden states, with those of the prompt passed to
     * {@link #acceptPrompt}.
     */
    default boolean needsHiddenStates() {
        return false;
    }

    /**
     * Whether rows must contain log-probabilities, which the model normalizes faster,
     * instead of logits.
     */
    default boolean needsLogprobs() {
        return false;
    }

    /**
     * Accepts the final hidden state of one prompt token. Called in order for all prompt
     * tokens but the last, whose state comes with the first row, and only if the search
     * needs hidden states.
     * @param offset the start of the state in the array, which belongs to the caller
     */
    default void acceptPrompt(float[] hiddenStates, int offset, int size) {
    }

    /**
     * Runs one step.
     * @param rows one per branch, in the order that the previous call returned; initially
     * the single row of the prompt. Their contents are consumed.
     * @return the branches to compute next, at most the width of the search; empty when
     * the search is over
     */
    List<Branch> advance(List<BranchRow> rows);

    /** The hypotheses, the best first. Call it once the search is over. */
    List<Hypothesis> hypotheses();

}

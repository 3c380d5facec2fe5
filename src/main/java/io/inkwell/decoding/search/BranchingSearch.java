package io.inkwell.decoding.search;

import java.util.List;

/**
 * A search that follows several continuations of one prompt at once. Whoever drives it
 * computes a row of the model's output for each branch and asks which branches come next,
 * until there are none. Confined to one thread.
 */
public interface BranchingSearch {

    /**
     * Whether rows must come with hidden states, and the prompt's be given to
     * {@link #acceptPrompt}.
     */
    default boolean needsHiddenStates() {
        return false;
    }

    /**
     * Whether rows must hold log-probabilities, which the model normalises faster, and
     * not logits.
     */
    default boolean needsLogprobs() {
        return false;
    }

    /**
     * Takes the final hidden state of one token of the prompt, in order, all but the
     * last's, which comes with the first row. Called only where they are needed.
     * @param offset where it begins in the array, which is the caller's
     */
    default void acceptPrompt(float[] hiddenStates, int offset, int size) {
    }

    /**
     * Goes one step on.
     * @param rows one for each branch, in the order in which the last call gave them; at
     * first one, that of the prompt. Uses the rows up.
     * @return the branches that the model has to compute next, at most the width of the
     * search; none when it is over
     */
    List<Branch> advance(List<BranchRow> rows);

    /** The texts found, the best first. To be asked once the search is over. */
    List<Hypothesis> hypotheses();

}

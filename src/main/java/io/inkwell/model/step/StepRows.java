package io.inkwell.model.step;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive tokens of the sequence in one slot, and the outputs that a step computes
 * for them.
 *
 * @param from the position of the first token
 * @param numLogits the number of rows, counted back from the last, with logits
 * @param logprobs whether those logits are log-probabilities
 * @param numHidden the number of rows, counted from the first, with hidden states
 * @param targets for each row, counted from the first, a token to score: the step
 * computes its log-probability and its rank
 * @param numTop how many of the most likely tokens the step reports with each score
 * @param adapter changes the network for these rows; null for none
 */
public record StepRows(int slot, int from, int[] tokens, int numLogits, boolean logprobs, int numHidden, int[] targets,
        int numTop, @Nullable AdapterWeights adapter) {

    private static final int[] NO_TARGETS = {};

    public StepRows {
        int numRows = tokens.length;
        if (numRows == 0 || numLogits > numRows || numHidden > numRows || targets.length > numRows) {
            throw new IllegalArgumentException("a step needs at least one row, and no more outputs than rows; given: "
                    + numRows + " rows, " + numLogits + " with logits, " + numHidden + " with hidden states, "
                    + targets.length + " with scores");
        }
    }

    /** Rows without outputs, which only write their keys and values. */
    public static StepRows of(int slot, int from, int... tokens) {
        return new StepRows(slot, from, tokens, 0, false, 0, NO_TARGETS, 0, null);
    }

    /** Requests the logits of the last rows. */
    public StepRows withLogits(int numLast) {
        return new StepRows(this.slot, this.from, this.tokens, numLast, false, this.numHidden, this.targets,
                this.numTop, this.adapter);
    }

    /** Requests the log-probabilities of all tokens in the last rows. */
    public StepRows withLogprobs(int numLast) {
        return new StepRows(this.slot, this.from, this.tokens, numLast, true, this.numHidden, this.targets, this.numTop,
                this.adapter);
    }

    /** Requests the hidden states of the first rows. */
    public StepRows withHiddenStates(int numFirst) {
        return new StepRows(this.slot, this.from, this.tokens, this.numLogits, this.logprobs, numFirst, this.targets,
                this.numTop, this.adapter);
    }

    /** Requests the scores of one target in each of the first rows. */
    public StepRows withScores(int[] targets, int numTop) {
        return new StepRows(this.slot, this.from, this.tokens, this.numLogits, this.logprobs, this.numHidden, targets,
                numTop, this.adapter);
    }

    /** Computes the rows with an adapter. */
    public StepRows withAdapter(@Nullable AdapterWeights adapter) {
        return new StepRows(this.slot, this.from, this.tokens, this.numLogits, this.logprobs, this.numHidden,
                this.targets, this.numTop, adapter);
    }

    int numRows() {
        return this.tokens.length;
    }

    /** The position after the last token. */
    int end() {
        return this.from + this.tokens.length;
    }

    @Override
    public String toString() {
        return "slot " + this.slot + " from " + this.from + ": " + Arrays.toString(this.tokens);
    }

}

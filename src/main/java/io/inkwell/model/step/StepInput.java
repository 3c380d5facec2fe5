package io.inkwell.model.step;

/**
 * The rows of one forward pass. Row {@code i} reads {@code tokens[i]}, which stands at
 * {@code positions[i]} of the sequence in {@code slots[i]}.
 *
 * @param spans five numbers for each attention call, one call after another: first row,
 * rows, first slot, slots, length. The rows of a call belong in equal numbers and in
 * order to neighbouring slots and see at most {@code length} cells of them, each row
 * those up to its own position. Together the calls cover all rows in order.
 * @param outputs the rows whose logits are wanted
 * @param hidden the rows whose last hidden states are wanted
 * @param normalized which of the outputs, counted among them and ascending, are to be
 * log-probabilities instead of logits
 */
public record StepInput(long[] tokens, long[] positions, long[] slots, long[] spans, long[] outputs, long[] hidden,
        ScoredRows scored, long[] normalized) {

    static final int SPAN_SIZE = 5;

    public StepInput {
        if (tokens.length == 0 || positions.length != tokens.length || slots.length != tokens.length) {
            throw new IllegalArgumentException("tokens, positions and slots must be of one length, not 0; given: "
                    + tokens.length + ", " + positions.length + " and " + slots.length);
        }
        if (spans.length == 0 || spans.length % SPAN_SIZE != 0) {
            throw new IllegalArgumentException("spans must hold five numbers each; given: " + spans.length);
        }
    }

}

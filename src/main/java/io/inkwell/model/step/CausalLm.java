package io.inkwell.model.step;

import java.util.List;

/**
 * A network that predicts the next token, with the memory of the sequences that are under
 * way: a number of slots, each of which holds the keys and values of one sequence.
 * Confined to one thread at a time.
 */
public interface CausalLm extends AutoCloseable {

    int vocabularySize();

    /** The length of a hidden state. */
    int hiddenSize();

    /** The cells of a slot: the longest sequence. */
    int maxPositions();

    int numSlots();

    /**
     * One forward pass. Writes the rows' keys and values into their slots' cells.
     */
    StepOutput step(StepInput input);

    /**
     * Copies cells between slots, one copy after another, so that a sequence can go on in
     * several ways.
     */
    void copyCells(List<CellCopy> copies);

    @Override
    void close();

}

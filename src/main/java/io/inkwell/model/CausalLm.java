package io.inkwell.model;

/**
 * A network that predicts the next token, with the memory of the sequences that are under
 * way: a number of slots, each of which holds the keys and values of one sequence.
 * Confined to one thread at a time.
 */
public interface CausalLm extends AutoCloseable {

    int vocabularySize();

    /** The cells of a slot: the longest sequence. */
    int maxPositions();

    int numSlots();

    /**
     * One forward pass. Writes the rows' keys and values into their slots' cells.
     * @return the logits {@code [outputs, vocabulary]}, row after row; the array is the
     * network's own and holds them until the next step
     */
    float[] step(StepInput input);

    /**
     * Copies the first cells of one slot to another, so that a sequence can go on in two
     * ways.
     */
    void copySlot(int from, int to, int numCells);

    @Override
    void close();

}

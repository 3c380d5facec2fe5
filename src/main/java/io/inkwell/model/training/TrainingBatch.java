package io.inkwell.model.training;

/**
 * The examples of one optimizer step, or of one evaluation call. A micro-batch is
 * computed at once, so its size bounds the memory; the size of the step is that of all
 * micro-batches.
 * <p>
 * The label of a position is its own token, as in transformers: the network shifts by
 * one, so the label of a sequence's first position is never used. Shorter sequences are
 * padded on the right with {@link #IGNORED} labels and any token. What all sequences of a
 * micro-batch have after their last label is not computed.
 *
 * @param tokens the token ids, {@code [micro-batch][sequence][position]}
 * @param labels the token ids that count in the loss, in the same order; {@link #IGNORED}
 * elsewhere
 */
public record TrainingBatch(int numMicroBatches, int numSequences, int length, int[] tokens, int[] labels) {

    /** The label of a position without loss. */
    public static final int IGNORED = -100;

    public TrainingBatch {
        requirePositive("numMicroBatches", numMicroBatches);
        requirePositive("numSequences", numSequences);
        requirePositive("length", length);
        long size = (long) numMicroBatches * numSequences * length;
        if (tokens.length != size || labels.length != size) {
            throw new IllegalArgumentException("tokens and labels must have " + size + " numbers each; given: "
                    + tokens.length + " and " + labels.length);
        }
    }

    /** The number of labels that count in the loss. */
    public long numTargets() {
        long count = 0;
        for (int i = 0; i < this.labels.length; i++) {
            count += isTarget(i) ? 1 : 0;
        }
        return count;
    }

    /** Whether a label, by its index, counts in the loss. */
    boolean isTarget(int index) {
        return index % this.length != 0 && this.labels[index] != IGNORED;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1; given: " + value);
        }
    }

}

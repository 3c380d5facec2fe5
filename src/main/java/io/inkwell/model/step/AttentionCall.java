package io.inkwell.model.step;

/**
 * One attention call of a step. Its rows belong in equal numbers and in order to
 * neighboring slots. Each row sees the cells up to its own position.
 *
 * @param length the cells of each slot that the call reads
 */
public record AttentionCall(int firstRow, int numRows, int firstSlot, int numSlots, int length) {
}

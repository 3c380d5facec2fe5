package io.inkwell.model.step;

/**
 * Cells of a slot whose memory the operating system gets back. Their keys and values are
 * lost.
 *
 * @param firstCell the first cell; all cells from there to the end of the slot are
 * released
 */
public record CellRelease(int slot, int firstCell) {
}

package io.inkwell.model.step;

/**
 * Keys and values to copy from one slot to another.
 *
 * @param firstCell the first cell
 * @param endCell the cell after the last
 */
public record CellCopy(int fromSlot, int toSlot, int firstCell, int endCell) {
}

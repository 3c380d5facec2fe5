package io.inkwell.model.step;

/**
 * Keys and values to copy from one slot to another.
 *
 * @param fromCell the first cell
 * @param toCell the end cell, exclusive
 */
public record CellCopy(int fromSlot, int toSlot, int fromCell, int toCell) {
}

package io.inkwell.engine;

/** Cells to copy before a step, for a sequence that goes on from another's prompt. */
record SlotCopy(int from, int to, int numCells) {
}

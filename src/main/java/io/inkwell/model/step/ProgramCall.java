package io.inkwell.model.step;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A call of one of the program's methods on a KV cache.
 *
 * @param arguments the integer tensors that precede the cache
 */
record ProgramCall(String method, List<long[]> arguments) {

    static ProgramCall step(StepInput input) {
        return new ProgramCall("step", StepArguments.of(input));
    }

    static ProgramCall stepWithAttention(int tokenId, int position) {
        return new ProgramCall("step_with_attention", List.of(new long[] { tokenId, position }));
    }

    static ProgramCall clearCells(int slot, int firstCell, int endCell) {
        return new ProgramCall("clear_cells", List.of(new long[] { slot, firstCell, endCell }));
    }

    static ProgramCall copyCells(List<CellCopy> copies) {
        long[] cells = copies.stream()
            .flatMapToLong((copy) -> LongStream.of(copy.fromSlot(), copy.toSlot(), copy.firstCell(), copy.endCell()))
            .toArray();
        return new ProgramCall("copy_cells", List.of(cells));
    }

    static ProgramCall releaseCells(List<CellRelease> releases) {
        long[] cells = releases.stream()
            .flatMapToLong((release) -> LongStream.of(release.slot(), release.firstCell()))
            .toArray();
        return new ProgramCall("release_cells", List.of(cells));
    }

}

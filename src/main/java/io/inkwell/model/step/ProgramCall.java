package io.inkwell.model.step;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A call of one of the program's methods on a KV cache.
 *
 * @param argument the integers that precede the cache
 * @param adapters follow the cache, if there are any
 */
record ProgramCall(String method, long[] argument, AdapterArguments adapters) {

    private ProgramCall(String method, long[] argument) {
        this(method, argument, AdapterArguments.NONE);
    }

    static ProgramCall step(StepInput input) {
        AdapterArguments adapters = AdapterArguments.of(input);
        return new ProgramCall(adapters.isEmpty() ? "step" : "step_with_adapters", StepArguments.of(input), adapters);
    }

    static ProgramCall stepWithAttention(int tokenId, int position) {
        return new ProgramCall("step_with_attention", new long[] { tokenId, position });
    }

    static ProgramCall clearCells(int slot, int firstCell, int endCell) {
        return new ProgramCall("clear_cells", new long[] { slot, firstCell, endCell });
    }

    static ProgramCall copyCells(List<CellCopy> copies) {
        long[] cells = copies.stream()
            .flatMapToLong((copy) -> LongStream.of(copy.fromSlot(), copy.toSlot(), copy.firstCell(), copy.endCell()))
            .toArray();
        return new ProgramCall("copy_cells", cells);
    }

    static ProgramCall releaseCells(List<CellRelease> releases) {
        long[] cells = releases.stream()
            .flatMapToLong((release) -> LongStream.of(release.slot(), release.firstCell()))
            .toArray();
        return new ProgramCall("release_cells", cells);
    }

}

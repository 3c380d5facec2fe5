package io.inkwell.model;

import java.util.List;

/**
 * A call of one of the program's methods on a KV cache.
 *
 * @param arguments the integer tensors that stand before the keys and values
 */
record ProgramCall(String method, List<long[]> arguments) {

    static ProgramCall step(StepInput input) {
        return new ProgramCall("step",
                List.of(input.tokens(), input.positions(), input.slots(), input.spans(), input.outputs()));
    }

    static ProgramCall clear(int slot, int fromCell, int toCell) {
        return new ProgramCall("clear", List.of(new long[] { slot, fromCell, toCell }));
    }

    static ProgramCall copy(int fromSlot, int toSlot, int numCells) {
        return new ProgramCall("copy", List.of(new long[] { fromSlot, toSlot, numCells }));
    }

}

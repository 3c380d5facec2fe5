package io.inkwell.model.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Lays a step out as the integer tensors that the program's {@code step} takes. */
final class StepArguments {

    private final LongStream.Builder tokens = LongStream.builder();

    private final LongStream.Builder positions = LongStream.builder();

    private final LongStream.Builder slots = LongStream.builder();

    private final LongStream.Builder outputs = LongStream.builder();

    private final LongStream.Builder hidden = LongStream.builder();

    private final LongStream.Builder scored = LongStream.builder();

    private final LongStream.Builder targets = LongStream.builder();

    private final LongStream.Builder normalized = LongStream.builder();

    private int numRows;

    private int numOutputs;

    private StepArguments() {
    }

    /** The tensors in the order of the program's parameters. */
    static List<long[]> of(StepInput input) {
        StepArguments arguments = new StepArguments();
        input.rows().forEach(arguments::add);
        return List.of(array(arguments.tokens), array(arguments.positions), array(arguments.slots),
                spans(input.attentionCalls()), array(arguments.outputs), array(arguments.hidden),
                array(arguments.scored), array(arguments.targets), new long[] { input.numTop() },
                array(arguments.normalized));
    }

    private void add(StepRows rows) {
        int first = this.numRows;
        int end = first + rows.numRows();
        for (int i = 0; i < rows.numRows(); i++) {
            this.tokens.add(rows.tokens()[i]);
            this.positions.add(rows.from() + i);
            this.slots.add(rows.slot());
        }
        addRange(this.outputs, end - rows.numLogits(), end);
        addRange(this.hidden, first, first + rows.numHidden());
        addRange(this.scored, first, first + rows.targets().length);
        Arrays.stream(rows.targets()).forEach(this.targets::add);
        if (rows.logprobs()) {
            addRange(this.normalized, this.numOutputs, this.numOutputs + rows.numLogits());
        }
        this.numRows = end;
        this.numOutputs += rows.numLogits();
    }

    private static void addRange(LongStream.Builder numbers, int from, int to) {
        LongStream.range(from, to).forEach(numbers::add);
    }

    private static long[] spans(List<AttentionCall> calls) {
        return calls.stream()
            .flatMapToLong((call) -> LongStream.of(call.firstRow(), call.numRows(), call.firstSlot(), call.numSlots(),
                    call.length()))
            .toArray();
    }

    private static long[] array(LongStream.Builder numbers) {
        return numbers.build().toArray();
    }

}

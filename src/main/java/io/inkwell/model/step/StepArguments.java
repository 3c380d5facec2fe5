package io.inkwell.model.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Lays a step out as the integers that the program's {@code step} takes: counts,
 * attention calls, then vectors. One array needs only one transfer to a GPU.
 */
final class StepArguments {

    private final LongStream.Builder tokens = LongStream.builder();

    private final LongStream.Builder positions = LongStream.builder();

    private final LongStream.Builder slots = LongStream.builder();

    private final LongStream.Builder logitRows = LongStream.builder();

    private final LongStream.Builder hiddenRows = LongStream.builder();

    private final LongStream.Builder scoredRows = LongStream.builder();

    private final LongStream.Builder targets = LongStream.builder();

    private final LongStream.Builder logprobRows = LongStream.builder();

    private int numRows;

    private int numLogitRows;

    private StepArguments() {
    }

    static long[] of(StepInput input) {
        StepArguments arguments = new StepArguments();
        input.rows().forEach(arguments::add);
        return arguments.toArray(input.attentionCalls(), input.numTop());
    }

    private void add(StepRows rows) {
        int first = this.numRows;
        int end = first + rows.numRows();
        for (int i = 0; i < rows.numRows(); i++) {
            this.tokens.add(rows.tokens()[i]);
            this.positions.add(rows.from() + i);
            this.slots.add(rows.slot());
        }
        addRange(this.logitRows, end - rows.numLogits(), end);
        addRange(this.hiddenRows, first, first + rows.numHidden());
        addRange(this.scoredRows, first, first + rows.targets().length);
        Arrays.stream(rows.targets()).forEach(this.targets::add);
        if (rows.logprobs()) {
            addRange(this.logprobRows, this.numLogitRows, this.numLogitRows + rows.numLogits());
        }
        this.numRows = end;
        this.numLogitRows += rows.numLogits();
    }

    private static void addRange(LongStream.Builder numbers, int from, int to) {
        LongStream.range(from, to).forEach(numbers::add);
    }

    private long[] toArray(List<AttentionCall> attentionCalls, int numTop) {
        long[] logitRows = array(this.logitRows);
        long[] hiddenRows = array(this.hiddenRows);
        long[] scoredRows = array(this.scoredRows);
        long[] logprobRows = array(this.logprobRows);
        long[] counts = { this.numRows, logitRows.length, hiddenRows.length, scoredRows.length, logprobRows.length,
                attentionCalls.size(), numTop };
        return Stream
            .of(counts, integers(attentionCalls), array(this.tokens), array(this.positions), array(this.slots),
                    logitRows, hiddenRows, scoredRows, array(this.targets), logprobRows)
            .flatMapToLong(Arrays::stream)
            .toArray();
    }

    private static long[] integers(List<AttentionCall> calls) {
        return calls.stream()
            .flatMapToLong((call) -> LongStream.of(call.firstRow(), call.numRows(), call.firstSlot(), call.numSlots(),
                    call.length()))
            .toArray();
    }

    private static long[] array(LongStream.Builder numbers) {
        return numbers.build().toArray();
    }

}

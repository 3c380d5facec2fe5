package io.inkwell.model.step;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The adapters of a step, as the program's {@code step_with_adapters} takes them.
 *
 * @param adapters none for {@code step}
 * @param integers the layout of each adapter, then the index of each row's adapter
 */
record AdapterArguments(List<AdapterWeights> adapters, long[] integers) {

    static final AdapterArguments NONE = new AdapterArguments(List.of(), new long[0]);

    static AdapterArguments of(StepInput input) {
        List<AdapterWeights> adapters = input.adapters();
        if (adapters.isEmpty()) {
            return NONE;
        }
        LongStream layouts = adapters.stream().flatMapToLong((adapter) -> LongStream.of(adapter.layout()));
        LongStream rows = input.rows()
            .stream()
            .flatMapToLong((each) -> LongStream.generate(() -> index(adapters, each)).limit(each.numRows()));
        return new AdapterArguments(adapters, LongStream.concat(layouts, rows).toArray());
    }

    private static int index(List<AdapterWeights> adapters, StepRows rows) {
        return (rows.adapter() != null) ? adapters.indexOf(rows.adapter()) : -1;
    }

    boolean isEmpty() {
        return this.adapters.isEmpty();
    }

}

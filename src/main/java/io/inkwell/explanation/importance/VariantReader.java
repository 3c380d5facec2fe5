package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

/**
 * Computes the logits after variants of a prompt. Slot 0 holds the prompt. A variant
 * copies the cells before its first changed token into another slot and computes the
 * rest, in one batch with other variants.
 */
final class VariantReader {

    /** Tokens of one step: a fraction of a second for a model of 124M parameters. */
    static final int ROWS_AT_ONCE = 128;

    private final CausalLm model;

    private final CancellationToken cancellation;

    private final int[] prompt;

    /**
     * @param prompt whose keys and values slot 0 holds
     */
    VariantReader(CausalLm model, CancellationToken cancellation, int[] prompt) {
        this.model = model;
        this.cancellation = cancellation;
        this.prompt = prompt;
    }

    /**
     * Computes the variants in batches, and passes the logits of each to the consumer.
     * @param variants none of them empty
     */
    void read(List<int[]> variants, LogitsConsumer consumer) {
        int next = 0;
        for (List<Range> batch : batches(variants)) {
            List<RowsOutput> outputs = read(batch).rows();
            for (int i = 0; i < outputs.size(); i++) {
                consumer.accept(next + i, outputs.get(i));
            }
            next += batch.size();
        }
    }

    /**
     * Groups the changed ends of the variants, in order. A batch has at most one variant
     * for each slot but the first, and at most {@link #ROWS_AT_ONCE} tokens unless it is
     * a single variant.
     */
    private List<List<Range>> batches(List<int[]> variants) {
        List<List<Range>> batches = new ArrayList<>();
        int numTokens = 0;
        for (int[] variant : variants) {
            int from = firstChange(variant);
            numTokens += variant.length - from;
            List<Range> last = batches.isEmpty() ? List.of() : batches.get(batches.size() - 1);
            if (last.isEmpty() || last.size() == this.model.numSlots() - 1 || numTokens > ROWS_AT_ONCE) {
                last = new ArrayList<>();
                batches.add(last);
                numTokens = variant.length - from;
            }
            last.add(new Range(variant, last.size() + 1, from, variant.length));
        }
        return batches;
    }

    private StepOutput read(List<Range> ranges) {
        this.cancellation.throwIfCancelled();
        List<CellCopy> copies = ranges.stream()
            .filter((range) -> range.from > 0)
            .map((range) -> new CellCopy(0, range.slot, 0, range.from))
            .toList();
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
        if (ranges.size() > 1) {
            return step(ranges);
        }
        Range rest = ranges.get(0);
        while (rest.length() > ROWS_AT_ONCE) {
            step(List.of(rest.upTo(rest.from + ROWS_AT_ONCE)));
            this.cancellation.throwIfCancelled();
            rest = rest.startingAt(rest.from + ROWS_AT_ONCE);
        }
        return step(List.of(rest));
    }

    private StepOutput step(List<Range> ranges) {
        StepInput.Builder input = StepInput.builder();
        for (Range range : ranges) {
            int[] tokens = Arrays.copyOfRange(range.variant, range.from, range.to);
            input.prefill(StepRows.of(range.slot, range.from, tokens).withLogits(1));
        }
        return this.model.step(input.build());
    }

    // The last token is always computed, because the logits are its output.
    private int firstChange(int[] variant) {
        int first = 0;
        while (first < variant.length - 1 && variant[first] == this.prompt[first]) {
            first++;
        }
        return first;
    }

    /** Consecutive tokens of a variant, with the slot that holds the variant. */
    private record Range(int[] variant, int slot, int from, int to) {

        int length() {
            return this.to - this.from;
        }

        Range upTo(int end) {
            return new Range(this.variant, this.slot, this.from, end);
        }

        Range startingAt(int start) {
            return new Range(this.variant, this.slot, start, this.to);
        }

    }

    /** Receives the output after a variant, which has one row of logits. */
    @FunctionalInterface
    interface LogitsConsumer {

        void accept(int variant, RowsOutput output);

    }

}

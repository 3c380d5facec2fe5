package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.explanation.Caller;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.RowsOutput;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

/**
 * Has a model read variants of a text. Slot 0 holds the text; of a variant only what
 * follows the first change is computed, in another slot, beside other variants.
 */
final class VariantReader {

    /** Tokens that are computed at once: a fraction of a second at 124M. */
    static final int ROWS_AT_ONCE = 128;

    private final CausalLm model;

    private final Caller caller;

    private final int[] text;

    /**
     * @param text as it stands in slot 0
     */
    VariantReader(CausalLm model, Caller caller, int[] text) {
        this.model = model;
        this.caller = caller;
        this.text = text;
    }

    /**
     * Reads some variants and gives their logits one after another.
     * @param variants none of them empty
     */
    void read(List<int[]> variants, LogitsConsumer consumer) {
        int next = 0;
        while (next < variants.size()) {
            List<Stretch> stretches = new ArrayList<>();
            int numRows = 0;
            do {
                Stretch stretch = changed(variants.get(next + stretches.size()), stretches.size() + 1);
                numRows += stretch.length();
                if (!stretches.isEmpty() && numRows > ROWS_AT_ONCE) {
                    break;
                }
                stretches.add(stretch);
            }
            while (next + stretches.size() < variants.size() && stretches.size() < this.model.numSlots() - 1);
            List<RowsOutput> outputs = read(stretches).rows();
            for (int i = 0; i < outputs.size(); i++) {
                consumer.accept(next + i, outputs.get(i));
            }
            next += stretches.size();
        }
    }

    private StepOutput read(List<Stretch> stretches) {
        this.caller.requireWaiting();
        List<CellCopy> copies = stretches.stream()
            .filter((stretch) -> stretch.from > 0)
            .map((stretch) -> new CellCopy(0, stretch.slot, 0, stretch.from))
            .toList();
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
        if (stretches.size() > 1) {
            return step(stretches);
        }
        Stretch rest = stretches.get(0);
        while (rest.length() > ROWS_AT_ONCE) {
            step(List.of(rest.upTo(rest.from + ROWS_AT_ONCE)));
            this.caller.requireWaiting();
            rest = rest.startingAt(rest.from + ROWS_AT_ONCE);
        }
        return step(List.of(rest));
    }

    private StepOutput step(List<Stretch> stretches) {
        StepInput.Builder input = StepInput.builder();
        for (Stretch stretch : stretches) {
            int[] tokens = Arrays.copyOfRange(stretch.variant, stretch.from, stretch.to);
            input.prefill(StepRows.of(stretch.slot, stretch.from, tokens).withLogits(1));
        }
        return this.model.step(input.build());
    }

    // The last token is computed in any case: the answer is given to it.
    private Stretch changed(int[] variant, int slot) {
        int first = 0;
        while (first < variant.length - 1 && variant[first] == this.text[first]) {
            first++;
        }
        return new Stretch(variant, slot, first, variant.length);
    }

    /** Some neighbouring tokens of a variant, which stands in a slot of its own. */
    private record Stretch(int[] variant, int slot, int from, int to) {

        int length() {
            return this.to - this.from;
        }

        Stretch upTo(int end) {
            return new Stretch(this.variant, this.slot, this.from, end);
        }

        Stretch startingAt(int start) {
            return new Stretch(this.variant, this.slot, start, this.to);
        }

    }

    /** Takes the logits after a variant: row 0 of the output. */
    @FunctionalInterface
    interface LogitsConsumer {

        void accept(int variant, RowsOutput output);

    }

}

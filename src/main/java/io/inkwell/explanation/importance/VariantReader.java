package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.ScoredRows;
import io.inkwell.model.step.StepInput;

/**
 * Has a model read variants of a text. Slot 0 holds the text; of a variant only what
 * follows the first change is computed, in another slot, beside other variants.
 */
final class VariantReader {

    /** Tokens that are computed at once: a fraction of a second at 124M. */
    static final int ROWS_AT_ONCE = 128;

    private final CausalLm model;

    private final CancellationToken cancellation;

    private final int[] text;

    /**
     * @param text as it stands in slot 0
     */
    VariantReader(CausalLm model, CancellationToken cancellation, int[] text) {
        this.model = model;
        this.cancellation = cancellation;
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
            float[] logits = read(stretches);
            for (int i = 0; i < stretches.size(); i++) {
                consumer.accept(next + i, logits, i);
            }
            next += stretches.size();
        }
    }

    private float[] read(List<Stretch> stretches) {
        this.cancellation.throwIfCancelled();
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
            this.cancellation.throwIfCancelled();
            rest = rest.startingAt(rest.from + ROWS_AT_ONCE);
        }
        return step(List.of(rest));
    }

    private float[] step(List<Stretch> stretches) {
        int numRows = stretches.stream().mapToInt(Stretch::length).sum();
        long[] tokens = new long[numRows];
        long[] positions = new long[numRows];
        long[] slots = new long[numRows];
        long[] spans = new long[5 * stretches.size()];
        long[] outputs = new long[stretches.size()];
        int row = 0;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            long[] span = { row, stretch.length(), stretch.slot, 1, stretch.to };
            System.arraycopy(span, 0, spans, 5 * i, 5);
            for (int position = stretch.from; position < stretch.to; position++) {
                tokens[row] = stretch.variant[position];
                positions[row] = position;
                slots[row] = stretch.slot;
                row++;
            }
            outputs[i] = row - 1;
        }
        return this.model
            .step(new StepInput(tokens, positions, slots, spans, outputs, new long[0], ScoredRows.NONE, new long[0]))
            .logits();
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

    /** Takes the logits after a variant, which are the given row. */
    @FunctionalInterface
    interface LogitsConsumer {

        void accept(int variant, float[] logits, int row);

    }

}

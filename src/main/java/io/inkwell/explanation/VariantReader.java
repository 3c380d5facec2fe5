package io.inkwell.explanation;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.model.CausalLm;
import io.inkwell.model.CellCopy;
import io.inkwell.model.ScoredRows;
import io.inkwell.model.StepInput;

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
            int end = next;
            int numRows = 0;
            while (end < variants.size() && end - next < this.model.numSlots() - 1
                    && (end == next || numRows + numRows(variants.get(end)) <= ROWS_AT_ONCE)) {
                numRows += numRows(variants.get(end));
                end++;
            }
            this.caller.requireWaiting();
            float[] logits = step(variants.subList(next, end), numRows);
            for (int i = next; i < end; i++) {
                consumer.accept(i, logits, i - next);
            }
            next = end;
        }
    }

    private float[] step(List<int[]> variants, int numRows) {
        List<CellCopy> copies = new ArrayList<>();
        long[] tokens = new long[numRows];
        long[] positions = new long[numRows];
        long[] slots = new long[numRows];
        long[] spans = new long[5 * variants.size()];
        long[] outputs = new long[variants.size()];
        int row = 0;
        for (int i = 0; i < variants.size(); i++) {
            int[] variant = variants.get(i);
            int first = firstComputed(variant);
            if (first > 0) {
                copies.add(new CellCopy(0, i + 1, 0, first));
            }
            long[] span = { row, variant.length - first, i + 1, 1, variant.length };
            System.arraycopy(span, 0, spans, 5 * i, 5);
            for (int position = first; position < variant.length; position++) {
                tokens[row] = variant[position];
                positions[row] = position;
                slots[row] = i + 1;
                row++;
            }
            outputs[i] = row - 1;
        }
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
        return this.model
            .step(new StepInput(tokens, positions, slots, spans, outputs, new long[0], ScoredRows.NONE, new long[0]))
            .logits();
    }

    private int numRows(int[] variant) {
        return variant.length - firstComputed(variant);
    }

    // The last token is computed in any case: the answer is given to it.
    private int firstComputed(int[] variant) {
        int first = 0;
        while (first < variant.length - 1 && variant[first] == this.text[first]) {
            first++;
        }
        return first;
    }

    /** Takes the logits after a variant, which are the given row. */
    @FunctionalInterface
    interface LogitsConsumer {

        void accept(int variant, float[] logits, int row);

    }

}

package io.inkwell.model.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The input of one forward pass: rows of tokens, decodes first, then prefills.
 *
 * @see #builder()
 */
public final class StepInput {

    private final List<StepRows> rows;

    private final List<AttentionCall> attentionCalls;

    private StepInput(List<StepRows> decodes, List<StepRows> prefills) {
        this.rows = new ArrayList<>(decodes);
        this.rows.addAll(prefills);
        if (this.rows.isEmpty()) {
            throw new IllegalArgumentException("a step needs at least one row; given: none");
        }
        this.attentionCalls = AttentionCalls.of(decodes, prefills);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A step of one prefill. */
    public static StepInput of(StepRows prefill) {
        return builder().prefill(prefill).build();
    }

    /** The rows of each sequence, in the order of the step. */
    public List<StepRows> rows() {
        return this.rows;
    }

    /** Calls that together cover all rows in order. */
    public List<AttentionCall> attentionCalls() {
        return this.attentionCalls;
    }

    public int numRows() {
        return this.rows.stream().mapToInt(StepRows::numRows).sum();
    }

    /** The adapters of its rows, each once; most steps have none. */
    List<AdapterWeights> adapters() {
        return this.rows.stream().flatMap((each) -> Stream.ofNullable(each.adapter())).distinct().toList();
    }

    /** The number of most likely tokens that the step computes with every score. */
    int numTop() {
        return this.rows.stream()
            .filter((each) -> each.targets().length > 0)
            .mapToInt(StepRows::numTop)
            .max()
            .orElse(0);
    }

    /** Collects the rows of a step. */
    public static final class Builder {

        private final List<StepRows> decodes = new ArrayList<>();

        private final List<StepRows> prefills = new ArrayList<>();

        private Builder() {
        }

        /**
         * Adds the next token of a sequence, with the tokens of its draft. Sequences in
         * neighboring slots share attention calls if they are added in the order of their
         * slots.
         */
        public Builder decode(StepRows rows) {
            this.decodes.add(rows);
            return this;
        }

        /** Adds part of a prompt. */
        public Builder prefill(StepRows rows) {
            this.prefills.add(rows);
            return this;
        }

        /**
         * @throws IllegalArgumentException if there are no rows
         */
        public StepInput build() {
            return new StepInput(this.decodes, this.prefills);
        }

    }

}

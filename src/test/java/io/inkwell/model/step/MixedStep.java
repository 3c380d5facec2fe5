package io.inkwell.model.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.Model;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * A step in which several sequences stand beside one another, for tests that look at the
 * logits of every row. What a sequence reads follows from its slot and the place alone.
 *
 * @param parts one after another
 */
public record MixedStep(List<Part> parts) {

    /**
     * Prompts in chunks of odd lengths, decoding rows, and both at once, in four slots.
     */
    public static final List<MixedStep> SEVERAL = List.of(of(new Part(0, 0, 7), new Part(2, 0, 13), new Part(1, 0, 1)),
            of(new Part(0, 7, 1), new Part(1, 1, 11), new Part(2, 13, 5), new Part(3, 0, 3)),
            of(new Part(0, 8, 1), new Part(1, 12, 1), new Part(2, 18, 1), new Part(3, 3, 1)),
            of(new Part(3, 4, 17), new Part(0, 9, 2)));

    public static final int NUM_SLOTS = 4;

    /** So many neighbouring tokens of a slot's sequence, from a position on. */
    public record Part(int slot, int from, int numTokens) {

        private int token(int row, int vocabularySize) {
            return (1 + 7919 * this.slot + 104729 * (this.from + row)) % vocabularySize;
        }

    }

    public static MixedStep of(Part... parts) {
        return new MixedStep(List.of(parts));
    }

    /** The logits of {@link #SEVERAL} by a program, which is closed afterwards. */
    public static float[] runSeveral(Model program, Gpt2Config config) {
        try (program; Gpt2Predictor predictor = new Gpt2Predictor(program, config, NUM_SLOTS)) {
            return run(predictor, SEVERAL);
        }
    }

    /** The logits of all steps, row by row. */
    public static float[] run(CausalLm model, List<MixedStep> steps) {
        List<float[]> results = steps.stream().map((step) -> step.run(model)).toList();
        float[] all = new float[results.stream().mapToInt((result) -> result.length).sum()];
        int end = 0;
        for (float[] result : results) {
            System.arraycopy(result, 0, all, end, result.length);
            end += result.length;
        }
        return all;
    }

    /** The logits, {@code [rows, vocabulary]}. */
    public float[] run(CausalLm model) {
        int numRows = numRows();
        long[] tokens = new long[numRows];
        long[] positions = new long[numRows];
        long[] slots = new long[numRows];
        List<Long> spans = new ArrayList<>();
        int row = 0;
        for (Part part : this.parts) {
            spans.addAll(List.of((long) row, (long) part.numTokens(), (long) part.slot(), 1L,
                    (long) part.from() + part.numTokens()));
            for (int i = 0; i < part.numTokens(); i++, row++) {
                tokens[row] = part.token(i, model.vocabularySize());
                positions[row] = part.from() + i;
                slots[row] = part.slot();
            }
        }
        long[] outputs = new long[numRows];
        Arrays.setAll(outputs, (i) -> i);
        StepInput input = new StepInput(tokens, positions, slots, spans.stream().mapToLong(Long::longValue).toArray(),
                outputs, new long[0], ScoredRows.NONE, new long[0]);
        return Arrays.copyOf(model.step(input).logits(), numRows * model.vocabularySize());
    }

    private int numRows() {
        return this.parts.stream().mapToInt(Part::numTokens).sum();
    }

}

package io.inkwell.model.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.Model;

import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * A step of several sequences, for tests that compare the logits of every row. A token
 * depends only on its slot and its position.
 *
 * @param parts in the order of their rows
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

    /** Consecutive tokens of the sequence in a slot. */
    public record Part(int slot, int from, int numTokens) {

        private int token(int row, int vocabularySize) {
            return (1 + 7919 * this.slot + 104729 * (this.from + row)) % vocabularySize;
        }

    }

    public static MixedStep of(Part... parts) {
        return new MixedStep(List.of(parts));
    }

    /** Runs {@link #SEVERAL} on a program, closes it, and returns the logits. */
    public static float[] runSeveral(Model program, Gpt2Config config) {
        try (program;
                Gpt2Predictor predictor = new Gpt2Predictor(program, config,
                        KvCacheSize.ofWholeSlots(NUM_SLOTS, config.maxPositions()))) {
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
        StepInput.Builder input = StepInput.builder();
        for (Part part : this.parts) {
            int[] tokens = IntStream.range(0, part.numTokens())
                .map((row) -> part.token(row, model.vocabularySize()))
                .toArray();
            input.prefill(StepRows.of(part.slot(), part.from(), tokens).withLogits(part.numTokens()));
        }
        StepInput step = input.build();
        return Arrays.copyOf(model.step(step).logits(), step.numRows() * model.vocabularySize());
    }

}

package io.inkwell.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.ScoredRows;
import io.inkwell.model.step.StepInput;

/** Runs steps of a single sequence, for tests of logits. */
public final class Feed {

    private Feed() {
    }

    /**
     * The logits after the last of the tokens, which are at position {@code from} and
     * after it in the slot.
     */
    public static float[] tokens(CausalLm model, int slot, int from, int... tokens) {
        int numTokens = tokens.length;
        long[] spans = { 0, numTokens, slot, 1, from + numTokens };
        StepInput input = new StepInput(IntStream.of(tokens).asLongStream().toArray(),
                LongStream.range(from, from + numTokens).toArray(),
                LongStream.generate(() -> slot).limit(numTokens).toArray(), spans, new long[] { numTokens - 1 },
                new long[0], ScoredRows.NONE, new long[0]);
        return Arrays.copyOf(model.step(input).logits(), model.vocabularySize());
    }

    public static int argMax(float[] logits) {
        return IntStream.range(0, logits.length).reduce((a, b) -> (logits[b] > logits[a]) ? b : a).orElseThrow();
    }

}

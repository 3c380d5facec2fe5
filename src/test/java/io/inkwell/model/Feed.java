package io.inkwell.model;

import java.util.stream.IntStream;

import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;

/** Runs steps of a single sequence, for tests of logits. */
public final class Feed {

    private Feed() {
    }

    /**
     * The logits after the last of the tokens, which are at position {@code from} and
     * after it in the slot.
     */
    public static float[] tokens(CausalLm model, int slot, int from, int... tokens) {
        StepInput input = StepInput.of(StepRows.of(slot, from, tokens).withLogits(1));
        return model.step(input).rows().get(0).copyLogits(0);
    }

    public static int argMax(float[] logits) {
        return IntStream.range(0, logits.length).reduce((a, b) -> (logits[b] > logits[a]) ? b : a).orElseThrow();
    }

}

package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/** Sharpens (below 1) or flattens (above 1) the distribution: {@code z / temperature}. */
record TemperatureProcessor(float temperature) implements LogitsProcessor {

    // Far below where sampling becomes greedy, far above where the quotient overflows.
    private static final float MIN_TEMPERATURE = 1e-5f;

    @Override
    public void process(Logits logits, TokenHistory history) {
        logits.divideBy(Math.max(this.temperature, MIN_TEMPERATURE));
    }

}

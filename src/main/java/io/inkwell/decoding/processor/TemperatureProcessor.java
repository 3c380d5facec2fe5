package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Divides the scores by the temperature: below 1 sharpens the distribution, above 1
 * flattens it.
 */
record TemperatureProcessor(float temperature) implements LogitsProcessor {

    // Low enough to be effectively greedy, high enough to keep the quotient finite.
    private static final float MIN_TEMPERATURE = 1e-5f;

    @Override
    public void process(Logits logits, TokenHistory history) {
        logits.divideBy(Math.max(this.temperature, MIN_TEMPERATURE));
    }

}

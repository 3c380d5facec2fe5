package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Min-p sampling (Nguyen et al. 2024): keeps the tokens whose probability is at least
 * {@code minP} times the highest. Their score is at most {@code -ln minP} below the
 * maximum.
 */
record MinPProcessor(float minP) implements LogitsProcessor {

    @Override
    public void process(Logits logits, TokenHistory history) {
        logits.keepAtLeast((float) (logits.max() + Math.log(this.minP) - Logits.ROUNDING));
    }

}

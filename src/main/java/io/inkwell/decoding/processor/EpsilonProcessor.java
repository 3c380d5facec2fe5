package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Keeps the tokens whose probability is at least {@code epsilon} (Hewitt et al. 2022),
 * and the likeliest in any case.
 */
final class EpsilonProcessor implements LogitsProcessor {

    private final float epsilon;

    private final SoftmaxMoments moments = new SoftmaxMoments();

    EpsilonProcessor(float epsilon) {
        this.epsilon = epsilon;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        this.moments.measure(logits);
        logits.keepAtLeast(this.moments.scoreOf(this.epsilon));
    }

}

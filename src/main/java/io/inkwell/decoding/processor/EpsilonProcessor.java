package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Epsilon sampling (Hewitt et al. 2022): keeps the tokens whose probability is at least
 * {@code epsilon}, and always the most likely one.
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

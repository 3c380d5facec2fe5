package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Eta sampling (Hewitt et al. 2022): keeps the tokens whose probability is at least
 * {@code min(epsilon, sqrt(epsilon) * e^-entropy)}, and always the most likely one. At
 * high entropy it keeps tokens that {@link EpsilonProcessor} removes.
 */
final class EtaProcessor implements LogitsProcessor {

    private final float epsilon;

    private final SoftmaxMoments moments = new SoftmaxMoments();

    EtaProcessor(float epsilon) {
        this.epsilon = epsilon;
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        this.moments.measure(logits);
        double eta = Math.min(this.epsilon, Math.sqrt(this.epsilon) * Math.exp(-this.moments.entropy()));
        logits.keepAtLeast(this.moments.scoreOf(eta));
    }

}

package io.inkwell.decoding.processor;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/**
 * Keeps the tokens whose probability is at least
 * {@code min(epsilon, sqrt(epsilon) * e^-entropy)} (Hewitt et al. 2022), and the
 * likeliest in any case: a flat distribution keeps less likely tokens than
 * {@link EpsilonProcessor} lets it.
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

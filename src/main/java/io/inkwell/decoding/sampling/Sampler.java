package io.inkwell.decoding.sampling;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.SamplingParams;

/** Picks one of the candidates that the processors left. */
@FunctionalInterface
public interface Sampler {

    /** Picks the highest score; the lowest id among equal scores. */
    Sampler GREEDY = (logits, position) -> logits.argMax();

    /**
     * Creates the sampler for the parameters.
     * @param seed equal seeds produce equal tokens; ignored for greedy decoding
     * @param choice the index of the choice within the request; each has its own noise
     */
    static Sampler of(SamplingParams params, long seed, int choice) {
        return params.isGreedy() ? GREEDY : new GumbelSampler(seed, choice);
    }

    /**
     * Picks a token.
     * @param position the index in the sequence, prompt included, of the new token
     * @return a token id
     * @throws io.inkwell.error.ServiceException if the scores hold NaN or have no finite
     * maximum
     */
    int sample(Logits logits, int position);

}

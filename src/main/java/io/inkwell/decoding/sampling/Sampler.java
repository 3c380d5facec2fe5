package io.inkwell.decoding.sampling;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.SamplingParams;

/** Picks one of the candidates that the processors left. */
@FunctionalInterface
public interface Sampler {

    /** The greatest score; of equal ones the lowest id. */
    Sampler GREEDY = (logits, position) -> logits.argMax();

    /**
     * What a request's parameters ask for.
     * @param seed equal seeds draw equal tokens; without effect when greedy
     * @param choice which of the request's choices it is for: each draws on its own
     */
    static Sampler of(SamplingParams params, long seed, int choice) {
        return params.isGreedy() ? GREEDY : new GumbelSampler(seed, choice);
    }

    /**
     * @param position the index in the sequence, prompt included, of the token to choose
     * @return a token id
     * @throws io.inkwell.error.ServiceException if the scores hold NaN or have no finite
     * maximum
     */
    int sample(Logits logits, int position);

}

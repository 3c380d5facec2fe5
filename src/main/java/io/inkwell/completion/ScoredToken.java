package io.inkwell.completion;

import io.inkwell.tokenizer.TokenLabel;

/**
 * A token that could stand at a place.
 *
 * @param bytes what it adds to a text
 * @param logprob its log-probability in the model's own distribution, before any
 * processor
 * @param rank 1 for the likeliest
 */
public record ScoredToken(int id, byte[] bytes, float logprob, int rank) {

    /** See {@link TextToken#label()}. */
    public String label() {
        return TokenLabel.of(this.bytes);
    }

}

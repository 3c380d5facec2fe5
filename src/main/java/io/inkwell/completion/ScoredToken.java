package io.inkwell.completion;

import io.inkwell.tokenizer.TokenLabel;

/**
 * A candidate token at one position.
 *
 * @param bytes the bytes that it adds to the text
 * @param logprob its log-probability in the model's distribution, before any logits
 * processor
 */
public record ScoredToken(int id, byte[] bytes, float logprob) {

    /** See {@link TextToken#label()}. */
    public String label() {
        return TokenLabel.of(this.bytes);
    }

}

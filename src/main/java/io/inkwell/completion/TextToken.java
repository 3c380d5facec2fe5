package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.tokenizer.TokenLabel;

/**
 * A token of a prompt or of a choice.
 *
 * @param bytes the bytes of the token, whether or not the text shows it
 * @param offset where it starts in the returned text, in Unicode code points
 * @param logprobs null if the request does not ask for them, and for the first token of a
 * prompt
 */
public record TextToken(int id, byte[] bytes, int offset, @Nullable Logprobs logprobs) {

    /**
     * @param logprob the log-probability of the token itself
     * @param rank 1 for the most likely token
     * @param top the most likely tokens in descending order
     */
    public record Logprobs(float logprob, int rank, List<ScoredToken> top) {
    }

    /** The same token with an offset of at most the length of the text. */
    TextToken notAfter(int textLength) {
        return (this.offset <= textLength) ? this : new TextToken(this.id, this.bytes, textLength, this.logprobs);
    }

    /**
     * The text of the token; {@code bytes:\xe2\x80} if it is only part of a character.
     */
    public String label() {
        return TokenLabel.of(this.bytes);
    }

}

package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.tokenizer.TokenLabel;

/**
 * A token of a text.
 *
 * @param bytes what it stands for, whether or not the text shows it
 * @param offset where it begins in the returned text, in Unicode code points
 * @param logprobs null if they were not asked for, and for the first token of a prompt,
 * before which nothing stands
 */
public record TextToken(int id, byte[] bytes, int offset, @Nullable Logprobs logprobs) {

    /**
     * @param logprob of the token itself
     * @param rank 1 if it was the likeliest
     * @param top the likeliest tokens, the likeliest first
     */
    public record Logprobs(float logprob, int rank, List<ScoredToken> top) {
    }

    /** The same token where the text ends before its place. */
    TextToken notAfter(int textLength) {
        return (this.offset <= textLength) ? this : new TextToken(this.id, this.bytes, textLength, this.logprobs);
    }

    /**
     * The token's text; {@code bytes:\xe2\x80} where it is part of a character only.
     */
    public String label() {
        return TokenLabel.of(this.bytes);
    }

}

package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.TokenOffsets;

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

        private static Logprobs of(TokenLogprobs logprobs, TokenOffsets offsets) {
            List<ScoredToken> top = new ArrayList<>();
            for (int i = 0; i < logprobs.topTokenIds().length; i++) {
                int id = logprobs.topTokenIds()[i];
                top.add(new ScoredToken(id, offsets.bytes(id), logprobs.topLogprobs()[i], i + 1));
            }
            return new Logprobs(logprobs.logprob(), logprobs.rank(), top);
        }

    }

    /** Creates the token that comes next in the text, without appending it. */
    static TextToken next(TokenOffsets offsets, int id, @Nullable TokenLogprobs logprobs) {
        return new TextToken(id, offsets.bytes(id), offsets.current(),
                (logprobs != null) ? Logprobs.of(logprobs, offsets) : null);
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

package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.TokenOffsets;

/**
 * A token of a prompt or of a choice.
 *
 * @param bytes the bytes of the token, whether or not the text shows it
 * @param offset where it starts in the returned text, in Unicode code points
 * @param logprobs null if not requested, and for the first token of a prompt
 */
public record TextToken(int id, byte[] bytes, int offset, @Nullable Logprobs logprobs) {

    /**
     * @param logprob the log-probability of the token itself
     * @param rank 1 for the most likely token
     * @param top the most likely tokens in descending order, or the tokens that the
     * request lists, in its order
     * @param entropy of the model's distribution in nats; NaN for tokens of a prompt
     */
    public record Logprobs(float logprob, int rank, List<ScoredToken> top, float entropy) {

        private static Logprobs of(TokenLogprobs logprobs, TokenOffsets offsets) {
            List<ScoredToken> top = new ArrayList<>();
            for (int i = 0; i < logprobs.topTokenIds().length; i++) {
                int id = logprobs.topTokenIds()[i];
                top.add(new ScoredToken(id, offsets.bytes(id), logprobs.topLogprobs()[i]));
            }
            return new Logprobs(logprobs.logprob(), logprobs.rank(), top, logprobs.entropy());
        }

    }

    /** Creates the token that comes next in the text, without appending it. */
    static TextToken next(TokenOffsets offsets, int id, @Nullable TokenLogprobs logprobs) {
        return new TextToken(id, offsets.bytes(id), offsets.current(),
                (logprobs != null) ? Logprobs.of(logprobs, offsets) : null);
    }

    /** The same token with at most this number of the most likely tokens. */
    public TextToken withTop(int max) {
        if (this.logprobs == null || this.logprobs.top().size() <= max) {
            return this;
        }
        Logprobs fewer = new Logprobs(this.logprobs.logprob(), this.logprobs.rank(),
                this.logprobs.top().subList(0, max), this.logprobs.entropy());
        return new TextToken(this.id, this.bytes, this.offset, fewer);
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

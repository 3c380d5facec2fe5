package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.tokenizer.Detokenizer;

/**
 * Where the tokens of a text begin in it, in code points. A token that begins inside a
 * character begins where the character does.
 */
final class TokenPlaces {

    private final Detokenizer detokenizer;

    private int offset;

    /**
     * @param detokenizer in the state before the first token, and used by this alone
     * @param offset where the first token begins
     */
    TokenPlaces(Detokenizer detokenizer, int offset) {
        this.detokenizer = detokenizer;
        this.offset = offset;
    }

    TextToken next(int tokenId, @Nullable TokenLogprobs logprobs) {
        TextToken token = unshown(tokenId, logprobs);
        String text = this.detokenizer.append(tokenId, 0);
        this.offset += text.codePointCount(0, text.length());
        return token;
    }

    /** A token of which the text shows nothing. */
    TextToken unshown(int tokenId, @Nullable TokenLogprobs logprobs) {
        return new TextToken(tokenId, this.detokenizer.label(tokenId), this.offset,
                (logprobs != null) ? logprobs(logprobs) : null);
    }

    private TextToken.Logprobs logprobs(TokenLogprobs logprobs) {
        List<ScoredToken> top = new ArrayList<>();
        for (int i = 0; i < logprobs.topTokenIds().length; i++) {
            int id = logprobs.topTokenIds()[i];
            top.add(new ScoredToken(id, this.detokenizer.label(id), logprobs.topLogprobs()[i], i + 1));
        }
        return new TextToken.Logprobs(logprobs.logprob(), logprobs.rank(), top);
    }

}

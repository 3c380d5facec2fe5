package io.inkwell.explanation.generation;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.tokenizer.Detokenizer;
import io.inkwell.tokenizer.Tokenizer;

/**
 * The text of a running generation, with the same stop criteria and detokenization as a
 * completion. Confined to one thread.
 */
final class GeneratedText {

    private final Detokenizer detokenizer;

    private final StopCriteria criteria;

    private final StringBuilder text = new StringBuilder();

    private @Nullable StopDecision end;

    GeneratedText(Tokenizer tokenizer, StopConditions stop, boolean skipSpecialTokens) {
        this.detokenizer = tokenizer.newDetokenizer(skipSpecialTokens);
        this.criteria = new StopCriteria(stop, tokenizer.newTokenBytes(skipSpecialTokens));
    }

    /** Appends a token, and returns the text that is final now. */
    String append(int tokenId) {
        StopDecision decision = this.criteria.check(tokenId);
        String piece = this.detokenizer.append(tokenId, decision);
        if (decision.isFinished()) {
            this.end = decision;
        }
        this.text.append(piece);
        return piece;
    }

    /** The decision that ended the generation; null while it runs. */
    @Nullable StopDecision end() {
        return this.end;
    }

    @Override
    public String toString() {
        return this.text.toString();
    }

}

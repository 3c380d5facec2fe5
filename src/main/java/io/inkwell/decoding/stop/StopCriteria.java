package io.inkwell.decoding.stop;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenBytes;

/** Decides after each token of one sequence whether it ends. Confined to one thread. */
public final class StopCriteria {

    private final StopConditions conditions;

    private final TokenBytes text;

    private final StopStringSearch strings;

    private int numTokens;

    /**
     * @param text turns the output tokens into bytes; used by this alone
     */
    public StopCriteria(StopConditions conditions, TokenBytes text) {
        this.conditions = conditions;
        this.text = (conditions.stopSequences().size() > 0) ? text : TokenBytes.NONE;
        this.strings = new StopStringSearch(conditions.stopSequences());
    }

    private StopCriteria(StopCriteria other) {
        this.conditions = other.conditions;
        this.text = other.text.copy();
        this.strings = other.strings.copy();
        this.numTokens = other.numTokens;
    }

    /** The same state, for a sequence that goes on in another way from here. */
    public StopCriteria copy() {
        return new StopCriteria(this);
    }

    /**
     * The decision on the next token. Called once for each, in order, and no more for a
     * sequence. Nothing but the limit ends it before it has its least number of tokens. A
     * token that stops it adds nothing to the text, unless the stop is to be included; a
     * stop string wins over the limit of tokens.
     */
    public StopDecision check(int tokenId) {
        boolean mayStop = this.numTokens >= this.conditions.minTokens();
        this.numTokens++;
        if (mayStop && this.conditions.stopTokenIds().contains(tokenId)) {
            return stopAtToken(tokenId);
        }
        if (mayStop && this.conditions.isEos(tokenId)) {
            return stopAtToken(null);
        }
        if (isMatched(tokenId, mayStop)) {
            return stopAtString(this.text.finish().length, false);
        }
        if (this.numTokens >= this.conditions.maxTokens()) {
            return (mayStop && this.strings.append(this.text.finish(), true)) ? stopAtString(0, false)
                    : StopDecision.length();
        }
        return StopDecision.goOn(this.strings.heldBytes());
    }

    private boolean isMatched(int tokenId, boolean mayStop) {
        byte[] hiddenBytes = this.text.hidden(tokenId);
        byte[] shownBytes = this.text.append(tokenId);
        return (hiddenBytes.length > 0) ? this.strings.appendHidden(hiddenBytes, mayStop)
                : this.strings.append(shownBytes, mayStop);
    }

    private StopDecision stopAtToken(@Nullable Integer reason) {
        boolean dropsToken = !this.conditions.includeStop();
        // Without the token, the bytes that waited for it end the text.
        if (dropsToken && this.strings.append(this.text.finish(), true)) {
            return stopAtString(0, true);
        }
        return StopDecision.stop(dropsToken, 0, reason);
    }

    private StopDecision stopAtString(int numBytesAfter, boolean dropsToken) {
        return StopDecision.stop(dropsToken, this.strings.cutBytes(this.conditions.includeStop()) + numBytesAfter,
                this.strings.matched());
    }

}

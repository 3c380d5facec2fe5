package io.inkwell.decoding;

import org.jspecify.annotations.Nullable;

/** Decides after each token of one sequence whether it ends. Confined to one thread. */
public final class StopCriteria {

    private final StopConditions conditions;

    private final TokenBytes text;

    private final StopSequenceMatcher matcher;

    private int numTokens;

    /**
     * @param text turns the output tokens into bytes; used by this alone
     */
    public StopCriteria(StopConditions conditions, TokenBytes text) {
        this.conditions = conditions;
        this.text = text;
        this.matcher = new StopSequenceMatcher(conditions.stopSequences());
    }

    private StopCriteria(StopCriteria other) {
        this.conditions = other.conditions;
        this.text = other.text.copy();
        this.matcher = other.matcher.copy();
        this.numTokens = other.numTokens;
    }

    /** The same state, to go on in another way. */
    public StopCriteria copy() {
        return new StopCriteria(this);
    }

    /**
     * To be called once for each output token, in order, up to the one that ends the
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
        byte[] tokenBytes = this.text.append(tokenId);
        if (!mayStop) {
            this.matcher.pass(tokenBytes);
        }
        else if (this.matcher.append(tokenBytes)) {
            return stopAtString(this.text.finish().length, false);
        }
        if (this.numTokens >= this.conditions.maxTokens()) {
            return (mayStop && this.matcher.append(this.text.finish())) ? stopAtString(0, false)
                    : StopDecision.length();
        }
        return StopDecision.goOn(this.matcher.heldBytes());
    }

    private StopDecision stopAtToken(@Nullable Integer reason) {
        boolean dropsToken = !this.conditions.includeStop();
        // Without the token, the bytes that waited for it end the text.
        if (dropsToken && this.matcher.append(this.text.finish())) {
            return stopAtString(0, true);
        }
        return StopDecision.stop(dropsToken, 0, reason);
    }

    private StopDecision stopAtString(int numBytesAfter, boolean dropsToken) {
        return StopDecision.stop(dropsToken, this.matcher.cutBytes(this.conditions.includeStop()) + numBytesAfter,
                this.matcher.matched());
    }

}

package io.inkwell.decoding;

import org.jspecify.annotations.Nullable;

/** Decides after each token of one sequence whether it ends. Confined to one thread. */
public final class StopCriteria {

    private final StopConditions conditions;

    private final StopSequenceMatcher matcher;

    private int numTokens;

    public StopCriteria(StopConditions conditions) {
        this.conditions = conditions;
        this.matcher = new StopSequenceMatcher(conditions.stopSequences());
    }

    private StopCriteria(StopCriteria other) {
        this.conditions = other.conditions;
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
     * @param tokenBytes what this token adds to the text; may be empty
     */
    public StopDecision check(int tokenId, byte[] tokenBytes) {
        boolean mayStop = this.numTokens >= this.conditions.minTokens();
        this.numTokens++;
        if (mayStop && this.conditions.stopTokenIds().contains(tokenId)) {
            return stopAtToken(tokenBytes, tokenId);
        }
        if (mayStop && this.conditions.isEos(tokenId)) {
            return stopAtToken(tokenBytes, null);
        }
        if (!mayStop) {
            this.matcher.pass(tokenBytes);
        }
        else if (this.matcher.append(tokenBytes)) {
            return StopDecision.stop(this.matcher.cutBytes(this.conditions.includeStop()), this.matcher.matched());
        }
        if (this.numTokens >= this.conditions.maxTokens()) {
            return StopDecision.length();
        }
        return StopDecision.goOn(this.matcher.heldBytes());
    }

    private StopDecision stopAtToken(byte[] tokenBytes, @Nullable Integer reason) {
        return StopDecision.stop(this.conditions.includeStop() ? 0 : tokenBytes.length, reason);
    }

}

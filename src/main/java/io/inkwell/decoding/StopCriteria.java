package io.inkwell.decoding;

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
     * sequence. A token that stops it adds nothing to the text; a stop string wins over
     * the limit of tokens.
     * @param tokenBytes what this token adds to the text; may be empty
     */
    public StopDecision check(int tokenId, byte[] tokenBytes) {
        this.numTokens++;
        if (this.conditions.stopTokenIds().contains(tokenId)) {
            return StopDecision.stop(tokenBytes.length, tokenId);
        }
        if (this.conditions.isEos(tokenId)) {
            return StopDecision.stop(tokenBytes.length, null);
        }
        if (this.matcher.append(tokenBytes)) {
            return StopDecision.stop(this.matcher.cutBytes(this.conditions.includeStop()), this.matcher.matched());
        }
        if (this.numTokens >= this.conditions.maxTokens()) {
            return StopDecision.length();
        }
        return StopDecision.goOn(this.matcher.heldBytes());
    }

}

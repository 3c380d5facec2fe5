package io.inkwell.decoding;

public final class StopCriteria {

    private final StopConditions conditions;

    private int numTokens;

    public StopCriteria(StopConditions conditions) {
        this.conditions = conditions;
    }

    public StopDecision check(int tokenId, byte[] tokenBytes) {
        this.numTokens++;
        if (this.conditions.stopTokenIds().contains(tokenId))
            return new StopDecision(FinishReason.STOP, 0, tokenBytes.length, tokenId);
        if (!this.conditions.ignoreEos() && this.conditions.eosTokenIds().contains(tokenId))
            return new StopDecision(FinishReason.STOP, 0, tokenBytes.length, null);
        if (this.numTokens == this.conditions.maxTokens())
            return new StopDecision(FinishReason.LENGTH, 0, 0, null);
        return StopDecision.GO_ON;
    }

}

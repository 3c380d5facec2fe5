package io.inkwell.engine.request;

/**
 * The load of an engine. {@code numRunning} and {@code numSlotsTaken} are as of the last
 * step; waiting sequences and tokens are current.
 *
 * @param numRunning sequences with a slot
 * @param numWaiting sequences without a slot
 * @param numWaitingTokens prompt tokens of the waiting sequences
 */
public record EngineSnapshot(int numRunning, int numWaiting, long numWaitingTokens, int numSlotsTaken, int numSlots) {

    public int load() {
        return this.numRunning + this.numWaiting;
    }

}

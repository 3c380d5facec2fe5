package io.inkwell.engine.request;

/**
 * What an engine is at, as last published by its thread; for gauges and for the choice of
 * an engine.
 *
 * @param numRunning sequences that have a slot
 * @param numWaiting sequences that have none yet
 * @param numWaitingTokens tokens of the prompts of those, each counted with its own
 */
public record EngineSnapshot(int numRunning, int numWaiting, long numWaitingTokens, int numSlotsTaken, int numSlots) {

    /** The share of the KV cache that is taken, 0 to 1. */
    public double kvUsage() {
        return (double) this.numSlotsTaken / this.numSlots;
    }

    public int load() {
        return this.numRunning + this.numWaiting;
    }

}

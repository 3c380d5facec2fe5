package io.inkwell.engine.request;

/**
 * The load of an engine. {@code numRunning} and {@code numReservedCells} are as of the
 * last step; waiting sequences and tokens are current.
 *
 * @param numRunning sequences with a slot
 * @param numWaiting sequences without a slot
 * @param numWaitingTokens prompt tokens of the waiting sequences
 * @param numReservedCells the cells of the KV cache that the running sequences may need
 * @param numCells the cells of the KV cache that may be in memory at once
 */
public record EngineSnapshot(int numRunning, int numWaiting, long numWaitingTokens, long numReservedCells,
        long numCells) {

    public int load() {
        return this.numRunning + this.numWaiting;
    }

}

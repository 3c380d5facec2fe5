package io.inkwell.engine;

/**
 * How much work one step may take on.
 *
 * @param maxPrefillTokens prompt tokens in a step that decodes nothing
 * @param maxPrefillTokensBesideDecode prompt tokens in a step that others wait for: fewer
 * keep their streams smooth, more give the new request its first token sooner
 * @param maxWaiting sequences that may wait for a slot; more are refused
 * @param speculation what may be computed ahead
 */
public record SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, int maxWaiting,
        Speculation speculation) {

    public SchedulerLimits {
        if (maxPrefillTokens < 1 || maxPrefillTokensBesideDecode < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException("limits must be at least 1; given: " + maxPrefillTokens + ", "
                    + maxPrefillTokensBesideDecode + " and " + maxWaiting);
        }
    }

    /** Without speculation. */
    public SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, int maxWaiting) {
        this(maxPrefillTokens, maxPrefillTokensBesideDecode, maxWaiting, Speculation.NONE);
    }

    /**
     * The prompt tokens of a step. Streams stay even where they are many; where few of
     * them hold many prompts up, their pauses grow with the number that gains by it.
     */
    int prefillTokens(int numDecodes, int numPrefills) {
        if (numDecodes == 0) {
            return this.maxPrefillTokens;
        }
        int share = Math.max(1, numPrefills / numDecodes);
        return Math.min(this.maxPrefillTokens, this.maxPrefillTokensBesideDecode * share);
    }

}

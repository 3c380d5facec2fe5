package io.inkwell.engine.request;

/**
 * How much work one step may take on.
 *
 * @param maxPrefillTokens prompt tokens in a step that decodes nothing
 * @param maxPrefillTokensBesideDecode prompt tokens in a step that others wait for: fewer
 * keep their streams smooth, more give the new request its first token sooner
 * @param requests how much may wait for such a step, and how long
 * @param speculation what may be computed ahead
 */
public record SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, RequestLimits requests,
        Speculation speculation) {

    public SchedulerLimits {
        if (maxPrefillTokens < 1 || maxPrefillTokensBesideDecode < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1; given: " + maxPrefillTokens + " and " + maxPrefillTokensBesideDecode);
        }
    }

    /** Bounds only how many sequences wait. */
    public SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, int maxWaiting,
            Speculation speculation) {
        this(maxPrefillTokens, maxPrefillTokensBesideDecode, RequestLimits.ofWaiting(maxWaiting), speculation);
    }

    /** The same without speculation. */
    public SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, int maxWaiting) {
        this(maxPrefillTokens, maxPrefillTokensBesideDecode, maxWaiting, Speculation.NONE);
    }

    /**
     * The prompt tokens of a step. Streams stay even where they are many; where few of
     * them hold many prompts up, their pauses grow with the number that gains by it.
     */
    public int prefillTokens(int numDecodes, int numPrefills) {
        if (numDecodes == 0) {
            return this.maxPrefillTokens;
        }
        int share = Math.max(1, numPrefills / numDecodes);
        return Math.min(this.maxPrefillTokens, this.maxPrefillTokensBesideDecode * share);
    }

}

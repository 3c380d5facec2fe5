package io.inkwell.engine.request;

/**
 * Limits for the work of one step.
 *
 * @param maxPrefillTokens the most prompt tokens in a step without decodes
 * @param maxPrefillTokensBesideDecode the most prompt tokens in a step with decodes:
 * fewer keep streams smooth, more shorten the time to first token
 * @param requests limits for waiting requests
 * @param speculation limits for drafts
 */
public record SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, RequestLimits requests,
        Speculation speculation) {

    public SchedulerLimits {
        if (maxPrefillTokens < 1 || maxPrefillTokensBesideDecode < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1; given: " + maxPrefillTokens + " and " + maxPrefillTokensBesideDecode);
        }
    }

    /** Limits only the number of waiting sequences. */
    public SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, int maxWaiting,
            Speculation speculation) {
        this(maxPrefillTokens, maxPrefillTokensBesideDecode, RequestLimits.ofWaiting(maxWaiting), speculation);
    }

    /** As the other constructor, without speculation. */
    public SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, int maxWaiting) {
        this(maxPrefillTokens, maxPrefillTokensBesideDecode, maxWaiting, Speculation.NONE);
    }

    /**
     * The most prompt tokens of a step. If few decoding sequences delay many prompts, the
     * number grows with the prompts per decoding sequence.
     */
    public int prefillTokens(int numDecodes, int numPrefills) {
        if (numDecodes == 0) {
            return this.maxPrefillTokens;
        }
        int share = Math.max(1, numPrefills / numDecodes);
        return (int) Math.min(this.maxPrefillTokens, (long) this.maxPrefillTokensBesideDecode * share);
    }

}

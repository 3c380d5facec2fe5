package io.inkwell.engine.request;

/**
 * Limits for the work of one step.
 *
 * @param maxPrefillTokens the most prompt tokens in a step without decodes
 * @param besideDecode bounds prompt tokens in a step with decodes: fewer keep streams
 * smooth, more shorten the time to first token
 * @param requests limits for waiting requests
 * @param speculation limits for drafts
 */
public record SchedulerLimits(int maxPrefillTokens, PrefillLimit besideDecode, RequestLimits requests,
        Speculation speculation) {

    public SchedulerLimits {
        if (maxPrefillTokens < 1) {
            throw new IllegalArgumentException("prompt tokens must be at least 1; given: " + maxPrefillTokens);
        }
    }

    /** Bounds prompt tokens in a step with decodes by a fixed number. */
    public SchedulerLimits(int maxPrefillTokens, int maxPrefillTokensBesideDecode, RequestLimits requests,
            Speculation speculation) {
        this(maxPrefillTokens, new PrefillLimit.Tokens(maxPrefillTokensBesideDecode), requests, speculation);
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

}

package io.inkwell.engine.request;

import java.time.Duration;

/**
 * Limits for waiting requests, and the deadline of a request.
 *
 * @param maxWaiting the most sequences without a slot
 * @param maxWaitingTokens the most prompt tokens of waiting sequences; exceeded only by a
 * request that waits alone
 * @param deadline the longest time from arrival to the last token
 */
public record RequestLimits(int maxWaiting, long maxWaitingTokens, Duration deadline) {

    /** Longer than a nanosecond clock can count. */
    public static final Duration NO_DEADLINE = Duration.ofNanos(Long.MAX_VALUE);

    public RequestLimits {
        if (maxWaiting < 1 || maxWaitingTokens < 1) {
            throw new IllegalArgumentException("maxWaiting and maxWaitingTokens must be at least 1; given: "
                    + maxWaiting + " and " + maxWaitingTokens);
        }
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(NO_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "deadline must be more than 0 and at most " + NO_DEADLINE + "; given: " + deadline);
        }
    }

    /** Limits only the number of waiting sequences. */
    static RequestLimits ofWaiting(int maxWaiting) {
        return new RequestLimits(maxWaiting, Long.MAX_VALUE, NO_DEADLINE);
    }

}

package io.inkwell.engine.request;

import java.time.Duration;

/**
 * Limits for waiting requests, and the deadline of a request.
 *
 * @param maxWaiting the most sequences without a slot
 * @param maxWaitingTokens the most prompt tokens of waiting sequences; exceeded only by a
 * request that waits alone
 * @param deadline the longest time from arrival to the last token
 * @param priorityAgeing the waiting time after which a sequence counts as one priority
 * higher, at most {@link #MAX_PRIORITY_AGEING}
 */
public record RequestLimits(int maxWaiting, long maxWaitingTokens, Duration deadline, Duration priorityAgeing) {

    /** Longer than a nanosecond clock can count. */
    public static final Duration NO_DEADLINE = Duration.ofNanos(Long.MAX_VALUE);

    public static final Duration MAX_PRIORITY_AGEING = Duration.ofDays(1);

    public RequestLimits {
        if (maxWaiting < 1 || maxWaitingTokens < 1) {
            throw new IllegalArgumentException("maxWaiting and maxWaitingTokens must be at least 1; given: "
                    + maxWaiting + " and " + maxWaitingTokens);
        }
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(NO_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "deadline must be more than 0 and at most " + NO_DEADLINE + "; given: " + deadline);
        }
        if (priorityAgeing.isNegative() || priorityAgeing.isZero()
                || priorityAgeing.compareTo(MAX_PRIORITY_AGEING) > 0) {
            throw new IllegalArgumentException("priorityAgeing must be more than 0 and at most " + MAX_PRIORITY_AGEING
                    + "; given: " + priorityAgeing);
        }
    }

    /** As the other constructor, with the slowest ageing. */
    public RequestLimits(int maxWaiting, long maxWaitingTokens, Duration deadline) {
        this(maxWaiting, maxWaitingTokens, deadline, MAX_PRIORITY_AGEING);
    }

    /** Limits only the number of waiting sequences. */
    public static RequestLimits ofWaiting(int maxWaiting) {
        return new RequestLimits(maxWaiting, Long.MAX_VALUE, NO_DEADLINE);
    }

}

package io.inkwell.engine.request;

import java.time.Duration;

/**
 * How much may wait for an engine, and how long a request may take.
 *
 * @param maxWaiting sequences that may wait for a slot
 * @param maxWaitingTokens tokens that the prompts of those may have, each sequence
 * counted with its prompt; a request that nothing waits before may have more
 * @param deadline from a request's arrival to its last token
 */
public record RequestLimits(int maxWaiting, long maxWaitingTokens, Duration deadline) {

    /** Longer than any clock of nanoseconds counts. */
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

    /** Bounds only how many sequences wait. */
    static RequestLimits ofWaiting(int maxWaiting) {
        return new RequestLimits(maxWaiting, Long.MAX_VALUE, NO_DEADLINE);
    }

}

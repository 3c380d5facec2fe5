package io.inkwell.access;

import org.jspecify.annotations.Nullable;

/**
 * How much the requests of one API key may use. A limit is null if it is not set, and 0
 * for no limit.
 *
 * @param requestsPerMinute Maximum number of requests per minute.
 * @param tokensPerMinute Maximum number of tokens per minute, of prompts and completions.
 * @param concurrentRequests Maximum number of open requests.
 */
public record KeyLimits(@Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute,
        @Nullable Integer concurrentRequests) {

    /** No limit is set. */
    public static final KeyLimits UNSET = new KeyLimits(null, null, null);

    public KeyLimits {
        require("requests-per-minute", requestsPerMinute);
        require("tokens-per-minute", tokensPerMinute);
        require("concurrent-requests", concurrentRequests);
    }

    private static void require(String name, @Nullable Integer limit) {
        if (limit != null && limit < 0) {
            throw new IllegalArgumentException(
                    "the " + name + " of API keys must be 0 (no limit) or more; given: " + limit);
        }
    }

    /** These limits, and the given ones where none is set. */
    public KeyLimits orElse(KeyLimits defaults) {
        return new KeyLimits((this.requestsPerMinute != null) ? this.requestsPerMinute : defaults.requestsPerMinute,
                (this.tokensPerMinute != null) ? this.tokensPerMinute : defaults.tokensPerMinute,
                (this.concurrentRequests != null) ? this.concurrentRequests : defaults.concurrentRequests);
    }

}

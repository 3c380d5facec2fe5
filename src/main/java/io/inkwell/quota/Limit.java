package io.inkwell.quota;

import io.inkwell.error.ErrorKind;

/** What is limited for each API key. */
public enum Limit {

    /** Requests per minute. */
    REQUESTS("requests", ErrorKind.REQUEST_RATE_LIMITED),
    /** Tokens per minute. */
    TOKENS("tokens", ErrorKind.TOKEN_RATE_LIMITED),
    /** Open requests of one process. */
    CONCURRENT_REQUESTS("concurrent_requests", ErrorKind.CONCURRENCY_LIMITED);

    private final String label;

    private final ErrorKind error;

    Limit(String label, ErrorKind error) {
        this.label = label;
        this.error = error;
    }

    /** The name in metrics and in Redis. */
    public String label() {
        return this.label;
    }

    /** The error of a request beyond the limit, if it may succeed later. */
    ErrorKind error() {
        return this.error;
    }

}

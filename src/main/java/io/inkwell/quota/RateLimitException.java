package io.inkwell.quota;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** A request exceeds a limit of its API key. */
public final class RateLimitException extends ServiceException {

    private final Limit limit;

    private final String keyId;

    RateLimitException(Limit limit, String keyId, ErrorKind kind, String message) {
        super(kind, message);
        this.limit = limit;
        this.keyId = keyId;
    }

    public Limit limit() {
        return this.limit;
    }

    public String keyId() {
        return this.keyId;
    }

}

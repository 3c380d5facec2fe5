package io.inkwell.error;

import org.jspecify.annotations.Nullable;

/**
 * The only exception that reaches clients. Its message is sent unchanged. It names the
 * field, the rule and the given value, but never a path, a class or user content.
 */
public class ServiceException extends RuntimeException {

    private final ErrorKind kind;

    private final @Nullable String param;

    public ServiceException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    /**
     * @param param the invalid request field, as the client spelled it
     */
    public ServiceException(ErrorKind kind, String message, @Nullable String param) {
        this(kind, message, param, null);
    }

    public ServiceException(ErrorKind kind, String message, @Nullable String param, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.param = param;
    }

    /** Creates an {@code INVALID_REQUEST} error, the most common case. */
    public static ServiceException invalid(String param, String message) {
        return new ServiceException(ErrorKind.INVALID_REQUEST, message, param);
    }

    /**
     * Rejects a value with a uniform message: field, rule, value.
     * @param given value to show to the client, so never user content
     * @throws ServiceException unless the rule holds
     */
    public static void require(boolean holds, String param, String rule, @Nullable Object given) {
        if (!holds) {
            throw invalid(param, param + " must be " + rule + "; given: " + given);
        }
    }

    public ErrorKind kind() {
        return this.kind;
    }

    public @Nullable String param() {
        return this.param;
    }

}

package io.inkwell.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that reaches a client. Its message is shown as it is, so it names the
 * field, the rule and the value given, and never a path, a class or a user's text.
 */
public class ServiceException extends RuntimeException {

    private final ErrorKind kind;

    private final @Nullable String param;

    public ServiceException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    /**
     * @param param the request field at fault, as the client wrote it
     */
    public ServiceException(ErrorKind kind, String message, @Nullable String param) {
        this(kind, message, param, null);
    }

    public ServiceException(ErrorKind kind, String message, @Nullable String param, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.param = param;
    }

    /** A value that a request may not have: the usual case, spelled short. */
    public static ServiceException invalid(String param, String message) {
        return new ServiceException(ErrorKind.INVALID_REQUEST, message, param);
    }

    /**
     * Refuses a value, always in the same words: field, rule, value.
     * @param given shown to the client, so never a text of his
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

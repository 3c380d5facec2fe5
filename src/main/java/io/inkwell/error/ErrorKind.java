package io.inkwell.error;

import org.jspecify.annotations.Nullable;

/**
 * Kinds of errors, in the terms of the OpenAI API. The kind alone determines the HTTP
 * status and the metric tag.
 */
public enum ErrorKind {

    /** The request is invalid; a retry fails again. */
    INVALID_REQUEST(400, "invalid_request_error", null),
    /**
     * The prompt, or prompt and {@code max_tokens}, exceed the model's context length.
     */
    CONTEXT_LENGTH_EXCEEDED(400, "invalid_request_error", "context_length_exceeded"),
    /** The request needs more tokens than its API key has in a minute; a retry fails. */
    EXCEEDS_TOKEN_LIMIT(400, "invalid_request_error", "token_limit_exceeded"),
    /** The API key is missing or invalid. */
    UNAUTHENTICATED(401, "invalid_request_error", "invalid_api_key"),
    /** The API key lacks the required scope. */
    FORBIDDEN(403, "invalid_request_error", "insufficient_scope"),
    /** The origin of the web page is not allowed. */
    FOREIGN_ORIGIN(403, "invalid_request_error", "origin_not_allowed"),
    /** No such path or resource. */
    NOT_FOUND(404, "not_found_error", null),
    /** No such model is served. */
    UNKNOWN_MODEL(404, "not_found_error", "model_not_found"),
    /** The path does not support the method. */
    METHOD_NOT_ALLOWED(405, "invalid_request_error", null),
    /** The path cannot produce any type that the client accepts. */
    NOT_ACCEPTABLE(406, "invalid_request_error", null),
    /** The body did not arrive in time. */
    REQUEST_TIMEOUT(408, "timeout_error", "request_timeout"),
    /**
     * The state of a resource does not allow the request, such as a name that is taken.
     */
    CONFLICT(409, "invalid_request_error", "conflict"),
    /** The type or the encoding of the body is not supported. */
    UNSUPPORTED_MEDIA_TYPE(415, "invalid_request_error", null),
    /** The body exceeds the size limit. */
    PAYLOAD_TOO_LARGE(413, "invalid_request_error", "payload_too_large"),
    /** The host that the request names is not one of the service. */
    FOREIGN_HOST(421, "invalid_request_error", "host_not_allowed"),
    /** A queue is full; try again later. */
    OVERLOADED(429, "rate_limit_error", "queue_full"),
    /** The API key has used its requests of this minute; try again later. */
    REQUEST_RATE_LIMITED(429, "requests", "rate_limit_exceeded"),
    /** The API key has used its tokens of this minute; try again later. */
    TOKEN_RATE_LIMITED(429, "tokens", "rate_limit_exceeded"),
    /** The API key has as many open requests as allowed; try again later. */
    CONCURRENCY_LIMITED(429, "requests", "rate_limit_exceeded"),
    /** The service or the model does not accept requests now. */
    UNAVAILABLE(503, "unavailable_error", "unavailable"),
    /** The request exceeded its deadline. */
    DEADLINE_EXCEEDED(504, "timeout_error", "deadline_exceeded"),
    /** The service failed to process a valid request. */
    GENERATION_FAILED(500, "server_error", null);

    private final int status;

    private final String type;

    private final @Nullable String code;

    ErrorKind(int status, String type, @Nullable String code) {
        this.status = status;
        this.type = type;
        this.code = code;
    }

    public int status() {
        return this.status;
    }

    /** Whether the cause is the service rather than the request. */
    public boolean isFault() {
        return this.status >= 500;
    }

    /** The {@code type} in the OpenAI error body. */
    public String type() {
        return this.type;
    }

    /** The {@code code} in the OpenAI error body, if the kind has one. */
    public @Nullable String code() {
        return this.code;
    }

}

package io.inkwell.error;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the words of the OpenAI API. The kind decides the HTTP status and
 * the metric tag; nothing else does.
 */
public enum ErrorKind {

    /** The request breaks a rule; sending it again changes nothing. */
    INVALID_REQUEST(400, "invalid_request_error", null),
    /**
     * The prompt, or the prompt and the tokens asked for, do not fit the model's context.
     */
    CONTEXT_LENGTH_EXCEEDED(400, "invalid_request_error", "context_length_exceeded"),
    /** No API key, or not one that the service knows. */
    UNAUTHENTICATED(401, "invalid_request_error", "invalid_api_key"),
    /** The API key is good, but not for this. */
    FORBIDDEN(403, "invalid_request_error", "insufficient_scope"),
    /** The page that asks is of an origin that may not. */
    FOREIGN_ORIGIN(403, "invalid_request_error", "origin_not_allowed"),
    /** No such path or resource. */
    NOT_FOUND(404, "not_found_error", null),
    /** No model of that name is served. */
    UNKNOWN_MODEL(404, "not_found_error", "model_not_found"),
    /** The path is there, for another method. */
    METHOD_NOT_ALLOWED(405, "invalid_request_error", null),
    /** The path answers with no type that the client accepts. */
    NOT_ACCEPTABLE(406, "invalid_request_error", null),
    /** The body is not of a type, or in an encoding, that the service reads. */
    UNSUPPORTED_MEDIA_TYPE(415, "invalid_request_error", null),
    /** The body is larger than the service reads. */
    PAYLOAD_TOO_LARGE(413, "invalid_request_error", "payload_too_large"),
    /** Too much is waiting already; try again later. */
    OVERLOADED(429, "rate_limit_error", "queue_full"),
    /** The service, or this model, does not take requests now. */
    UNAVAILABLE(503, "unavailable_error", "unavailable"),
    /** The request has taken as long as one may take, and is not done. */
    DEADLINE_EXCEEDED(504, "timeout_error", "deadline_exceeded"),
    /** The request was good and the service failed. */
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

    /** Whether the service is to blame, and not the request. */
    public boolean isFault() {
        return this.status >= 500;
    }

    /** The {@code type} of an OpenAI error body. */
    public String type() {
        return this.type;
    }

    /** The {@code code} of an OpenAI error body, where the kind has one. */
    public @Nullable String code() {
        return this.code;
    }

}

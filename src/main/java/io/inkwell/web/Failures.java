package io.inkwell.web;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.DisconnectedClientHelper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Maps every failure to the error that the client sees. Unexpected failures stay opaque.
 */
public final class Failures {

    private static final int MAX_CAUSES = 10;

    private Failures() {
    }

    /** Whether the client disconnected, so that the response has no receiver. */
    public static boolean isDisconnect(Throwable failure) {
        return known(failure).isEmpty() && DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    /** Returns the error to send for a failure. */
    public static ServiceException toServiceException(Throwable failure) {
        Optional<ServiceException> known = known(failure);
        if (known.isPresent()) {
            return known.get();
        }
        if (failure instanceof DataBufferLimitException) {
            return new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE, "the request body exceeds the size limit", null,
                    failure);
        }
        if (failure instanceof DecodingException) {
            return new ServiceException(ErrorKind.INVALID_REQUEST, "the request is malformed", null, failure);
        }
        if (failure instanceof ResponseStatusException rejected && rejected.getStatusCode().is4xxClientError()) {
            return toServiceException(rejected);
        }
        if (isDisconnect(failure)) {
            return new ServiceException(ErrorKind.INVALID_REQUEST, "the request is incomplete", null, failure);
        }
        return new ServiceException(ErrorKind.GENERATION_FAILED, "internal error", null, failure);
    }

    /**
     * The failure itself, or one that caused it, such as inside a JSON serialization
     * error.
     */
    private static Optional<ServiceException> known(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .filter(ServiceException.class::isInstance)
            .map(ServiceException.class::cast)
            .findFirst();
    }

    private static ServiceException toServiceException(ResponseStatusException rejected) {
        if (rejected.getCause() instanceof DataBufferLimitException tooLarge) {
            return toServiceException((Throwable) tooLarge);
        }
        HttpStatusCode status = rejected.getStatusCode();
        return switch (status.value()) {
            case 404 -> new ServiceException(ErrorKind.NOT_FOUND, "no resource exists at this path");
            case 405 -> new ServiceException(ErrorKind.METHOD_NOT_ALLOWED, "this path does not support this method");
            case 406 -> new ServiceException(ErrorKind.NOT_ACCEPTABLE,
                    "the Accept header must allow a media type that this path produces");
            case 413 -> new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE, "the request body exceeds the size limit");
            case 415 -> new ServiceException(ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                    "the Content-Type header must be application/json");
            default -> new ServiceException(ErrorKind.INVALID_REQUEST, "the request is malformed");
        };
    }

}

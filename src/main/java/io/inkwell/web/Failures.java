package io.inkwell.web;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The one place that says what a client is told of a failure. What nobody foresaw is told
 * as such and no more.
 */
public final class Failures {

    private static final int MAX_CAUSES = 10;

    private Failures() {
    }

    /** What the answer tells of the failure. */
    public static ServiceException toServiceException(Throwable failure) {
        Optional<ServiceException> known = known(failure);
        if (known.isPresent()) {
            return known.get();
        }
        if (failure instanceof DataBufferLimitException) {
            return new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE, "the body is larger than the service reads", null,
                    failure);
        }
        if (failure instanceof DecodingException) {
            return new ServiceException(ErrorKind.INVALID_REQUEST, "the request cannot be read", null, failure);
        }
        if (failure instanceof ResponseStatusException refused && refused.getStatusCode().is4xxClientError()) {
            return toServiceException(refused);
        }
        return new ServiceException(ErrorKind.GENERATION_FAILED, "the service failed to answer", null, failure);
    }

    /** The failure itself, or that under which an answer could not be written as JSON. */
    private static Optional<ServiceException> known(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .filter(ServiceException.class::isInstance)
            .map(ServiceException.class::cast)
            .findFirst();
    }

    private static ServiceException toServiceException(ResponseStatusException refused) {
        if (refused.getCause() instanceof DataBufferLimitException tooLarge) {
            return toServiceException((Throwable) tooLarge);
        }
        HttpStatusCode status = refused.getStatusCode();
        return switch (status.value()) {
            case 404 -> new ServiceException(ErrorKind.NOT_FOUND, "there is nothing at this path");
            case 405 -> new ServiceException(ErrorKind.METHOD_NOT_ALLOWED, "this path does not take this method");
            case 406 -> new ServiceException(ErrorKind.NOT_ACCEPTABLE,
                    "the header Accept must allow a type with which this path answers");
            case 413 -> new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE, "the body is larger than the service reads");
            case 415 ->
                new ServiceException(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "the body must be of type application/json");
            default -> new ServiceException(ErrorKind.INVALID_REQUEST, "the request cannot be read");
        };
    }

}

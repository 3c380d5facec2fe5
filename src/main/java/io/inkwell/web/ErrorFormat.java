package io.inkwell.web;

import org.springframework.http.server.reactive.ServerHttpRequest;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The format of error responses; by default OpenAI's. A protocol other than OpenAI's
 * defines one for its paths.
 */
public interface ErrorFormat {

    /** OpenAI's format, at all paths that no other one covers. */
    ErrorFormat OPENAI = (request) -> true;

    /** Whether errors of the request have this format. */
    boolean covers(ServerHttpRequest request);

    /** The HTTP status of an error. */
    default int status(ErrorKind kind) {
        return kind.status();
    }

    /** The body of an error response. In a stream, an error is an event instead. */
    default Object body(ServiceException failure) {
        return ErrorBody.of(failure);
    }

}

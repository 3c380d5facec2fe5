package io.inkwell.web;

import org.springframework.http.server.reactive.ServerHttpRequest;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** The format of errors. A protocol other than OpenAI's defines one for its paths. */
public interface ErrorFormat {

    /** OpenAI's format, at all paths that no other one covers. */
    ErrorFormat OPENAI = new ErrorFormat() {
        @Override
        public boolean covers(ServerHttpRequest request) {
            return true;
        }

        @Override
        public int status(ErrorKind kind) {
            return kind.status();
        }

        @Override
        public Object body(ServiceException failure) {
            return ErrorBody.of(failure);
        }
    };

    /** Whether errors of the request have this format. */
    boolean covers(ServerHttpRequest request);

    /** The HTTP status of an error. */
    int status(ErrorKind kind);

    /** The body of an error: of a response, or of the last event of a stream. */
    Object body(ServiceException failure);

}

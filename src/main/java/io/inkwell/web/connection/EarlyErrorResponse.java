package io.inkwell.web.connection;

import java.util.function.BiFunction;

import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.ApiErrorHandler;
import io.inkwell.web.ErrorBody;
import io.inkwell.web.RequestIds;

/** Responds with an error, in the usual format, to requests that do not reach Spring. */
final class EarlyErrorResponse implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

    private final ErrorKind kind;

    private final byte[] body;

    EarlyErrorResponse(JsonMapper json, ErrorKind kind, String message) {
        this.kind = kind;
        this.body = json.writeValueAsBytes(ErrorBody.of(new ServiceException(kind, message)));
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        response.status(this.kind.status())
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
            .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(this.body.length))
            .header(RequestIds.HEADER, RequestIds.usable(request.requestHeaders().get(RequestIds.HEADER)));
        if (this.kind == ErrorKind.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, ApiErrorHandler.RETRY_AFTER_SECONDS);
        }
        return response.sendByteArray(Mono.just(this.body));
    }

}

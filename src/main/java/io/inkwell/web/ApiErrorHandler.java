package io.inkwell.web;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.connection.UndecodableRequests;

/** Renders every error in the format of its path, ahead of Spring Boot's own handler. */
@Component
@Order(-2)
public class ApiErrorHandler implements WebExceptionHandler {

    private static final Logger logger = LoggerFactory.getLogger(ApiErrorHandler.class);

    public static final String RETRY_AFTER_SECONDS = "1";

    /** The status in nginx's logs of a client that disconnects before its response. */
    public static final int CLIENT_CLOSED_REQUEST = 499;

    private static final String SHOULD_RETRY = "X-Should-Retry";

    private final JsonMapper json;

    private final List<ErrorFormat> formats;

    ApiErrorHandler(JsonMapper json, List<ErrorFormat> formats) {
        this.json = json;
        this.formats = List.copyOf(formats);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(thrown);
        }
        if (hasResponded(response)) {
            return Mono.empty();
        }
        if (Failures.isDisconnect(thrown)) {
            withRequestId(exchange,
                    () -> logger.debug("The client of {} {} disconnected before its request was complete",
                            exchange.getRequest().getMethod(), exchange.getRequest().getPath()));
            // Nobody receives it, but logs, metrics and traces would show 200.
            response.setStatusCode(HttpStatusCode.valueOf(CLIENT_CLOSED_REQUEST));
            return Mono.empty();
        }
        ServiceException failure = Failures.toServiceException(thrown);
        ErrorKind kind = failure.kind();
        if (kind == ErrorKind.GENERATION_FAILED) {
            withRequestId(exchange, () -> logger.error("{} {} failed", exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(), thrown));
        }
        if (thrown instanceof ErrorResponse rejected) {
            response.getHeaders().putAll(rejected.getHeaders());
        }
        ErrorFormat format = format(exchange.getRequest());
        response.setStatusCode(HttpStatusCode.valueOf(format.status(kind)));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (kind == ErrorKind.OVERLOADED || kind == ErrorKind.UNAVAILABLE) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (kind == ErrorKind.DEADLINE_EXCEEDED) {
            // OpenAI's clients would retry, only to time out again.
            response.getHeaders().set(SHOULD_RETRY, "false");
        }
        if (kind == ErrorKind.REQUEST_TIMEOUT) {
            // The rest of the body may still arrive.
            response.getHeaders().setConnection("close");
        }
        DataBuffer body = response.bufferFactory().wrap(this.json.writeValueAsBytes(format.body(failure)));
        return response.writeWith(Mono.just(body));
    }

    private ErrorFormat format(ServerHttpRequest request) {
        return this.formats.stream().filter((format) -> format.covers(request)).findFirst().orElse(ErrorFormat.OPENAI);
    }

    /** Whether {@link UndecodableRequests} has responded to an invalid HTTP body. */
    private static boolean hasResponded(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse connected
                && connected.hasSentHeaders();
    }

    /** Restores the request id, because the context of the filters is gone here. */
    private static void withRequestId(ServerWebExchange exchange, Runnable log) {
        MDC.put(RequestIdAccessor.KEY, RequestIds.of(exchange));
        try {
            log.run();
        }
        finally {
            MDC.remove(RequestIdAccessor.KEY);
        }
    }

}

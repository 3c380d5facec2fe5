package io.inkwell.web.connection;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.web.CorsSettings;
import io.inkwell.web.RequestIds;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_MAX_AGE;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.VARY;

/**
 * Responds to CORS preflight requests. They carry no API key and need none. They succeed
 * while the model is loading, because a browser shows pages only errors of the actual
 * request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Preflights implements NettyRouteProvider {

    private static final String METHODS = "GET, HEAD, POST";

    private final CorsSettings settings;

    private final EarlyErrorResponse rejection;

    Preflights(CorsSettings settings, JsonMapper json) {
        this.settings = settings;
        this.rejection = new EarlyErrorResponse(json, ErrorKind.FOREIGN_ORIGIN,
                "the Origin header must be one of inkwell.cors.allowed-origins");
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(Preflights::isPreflight, this::respond);
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS) && request.requestHeaders().contains(ORIGIN);
    }

    private Publisher<Void> respond(HttpServerRequest request, HttpServerResponse response) {
        if (!this.settings.allows(request.requestHeaders().get(ORIGIN))) {
            return this.rejection.apply(request, response);
        }
        HttpHeaders headers = response.status(HttpResponseStatus.NO_CONTENT).responseHeaders();
        headers.set(RequestIds.HEADER, RequestIds.usable(request.requestHeaders().get(RequestIds.HEADER)));
        headers.set(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.set(ACCESS_CONTROL_MAX_AGE, this.settings.maxAge().toSeconds());
        // Clients add headers such as x-stainless-os. Only Authorization grants access,
        // so every header may be allowed.
        String requested = String.join(", ", request.requestHeaders().getAll(ACCESS_CONTROL_REQUEST_HEADERS));
        if (!requested.isBlank()) {
            headers.set(ACCESS_CONTROL_ALLOW_HEADERS, requested);
        }
        headers.add(VARY, ACCESS_CONTROL_REQUEST_HEADERS);
        return response.send();
    }

}

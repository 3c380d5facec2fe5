package io.inkwell.web;

import java.util.List;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.VARY;

/**
 * Adds the CORS headers to every response. Reactor Netty sets them, so that errors
 * created outside Spring have them too. No response allows credentials: a page must send
 * its API key explicitly.
 */
@Component
public class CorsHeaders implements NettyServerCustomizer {

    private static final String EXPOSED = String.join(", ",
            List.of(RequestIds.HEADER, "Retry-After", "X-Should-Retry", "WWW-Authenticate",
                    "x-ratelimit-limit-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-requests",
                    "x-ratelimit-remaining-tokens", "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"));

    private final CorsSettings settings;

    CorsHeaders(CorsSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return this.settings.isOff() ? server : server.mapHandle(this::label);
    }

    private Mono<Void> label(Mono<Void> handling, Connection exchange) {
        if (exchange instanceof HttpServerRequest request && exchange instanceof HttpServerResponse response) {
            label(request.requestHeaders().get(ORIGIN), response.responseHeaders());
        }
        return handling;
    }

    /**
     * Adds the headers to a response. Unless every origin is allowed, the response has
     * {@code Vary: Origin}, so that caches store one response per origin.
     */
    public void label(@Nullable String origin, HttpHeaders headers) {
        if (this.settings.isOff()) {
            return;
        }
        if (!this.settings.allowsAny()) {
            headers.add(VARY, ORIGIN);
        }
        if (origin != null && this.settings.allows(origin)) {
            headers.set(ACCESS_CONTROL_ALLOW_ORIGIN, this.settings.allowsAny() ? CorsSettings.ANY : origin);
            headers.set(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

}

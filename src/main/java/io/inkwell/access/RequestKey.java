package io.inkwell.access;

import java.util.Optional;

import org.springframework.web.server.ServerWebExchange;

/** The API key of a request. */
public final class RequestKey {

    private static final String ATTRIBUTE = RequestKey.class.getName();

    private RequestKey() {
    }

    /**
     * The key; empty if the service has no keys, or before or without authentication.
     */
    public static Optional<ApiKey> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }

    static void set(ServerWebExchange exchange, ApiKey key) {
        exchange.getAttributes().put(ATTRIBUTE, key);
    }

}

package io.inkwell.openai;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import io.inkwell.engine.request.CacheSalt;
import io.inkwell.error.ServiceException;

/** Determines the cache salts of requests. */
public final class CacheSalts {

    /** Salts stay in memory as long as the prefixes that they separate. */
    private static final int MAX_LENGTH = 1024;

    private final Function<ServerWebExchange, Optional<String>> keyIds;

    /**
     * @param keyIds returns the id of the API key that becomes part of the salt of a
     * request; empty for none
     */
    public CacheSalts(Function<ServerWebExchange, Optional<String>> keyIds) {
        this.keyIds = keyIds;
    }

    /**
     * The salt of a request.
     * @param given its field {@code cache_salt}; null for none
     * @throws ServiceException if the field is empty or too long
     */
    public CacheSalt of(ServerWebExchange exchange, @Nullable String given) {
        return new CacheSalt(this.keyIds.apply(exchange).orElse(null), checked(given));
    }

    /** The salt of a request without an API key. */
    static CacheSalt of(@Nullable String given) {
        return new CacheSalt(null, checked(given));
    }

    // The error does not show the salt, which is a secret.
    private static @Nullable String checked(@Nullable String given) {
        if (given != null && (given.isEmpty() || given.length() > MAX_LENGTH)) {
            throw ServiceException.invalid("cache_salt", "cache_salt must be a string of 1 to " + MAX_LENGTH
                    + " characters; given: one of " + given.length());
        }
        return given;
    }

}

package io.inkwell.observability;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

import io.inkwell.quota.Limit;
import io.inkwell.quota.RateLimitException;

/**
 * Counts requests beyond a limit of their API key, by limit and key. The ids are those of
 * the settings, so clients cannot add series. The next handler writes the response.
 */
@Component
@Order(-4)
class RateLimitMeters implements WebExceptionHandler {

    /** Keys that are added later, in a key file, count as {@link #OTHER}. */
    static final int MAX_KEYS = 200;

    static final String OTHER = "other";

    private final MeterRegistry registry;

    private final Set<String> keyIds = ConcurrentHashMap.newKeySet();

    RateLimitMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Limit limit : Limit.values()) {
            counter(limit, OTHER);
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (thrown instanceof RateLimitException rejection) {
            counter(rejection.limit(), tag(rejection.keyId())).increment();
        }
        return Mono.error(thrown);
    }

    private Counter counter(Limit limit, String key) {
        return this.registry.counter(MeterNames.RATE_LIMITED, TagNames.LIMIT, limit.label(), TagNames.KEY, key);
    }

    private String tag(String keyId) {
        if (this.keyIds.contains(keyId)) {
            return keyId;
        }
        return (this.keyIds.size() < MAX_KEYS && this.keyIds.add(keyId)) ? keyId : OTHER;
    }

}

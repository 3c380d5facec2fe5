package io.inkwell.quota;

import java.util.Optional;

import org.springframework.web.server.ServerWebExchange;

import io.inkwell.access.ApiKey;
import io.inkwell.access.KeyLimits;
import io.inkwell.access.RequestKey;

/**
 * The limits of all API keys, and what is left of them. Clients without keys share one
 * quota: their addresses are those of proxies, or easily changed.
 *
 * @param defaults the limits of keys that have none of their own
 */
public record Quotas(KeyLimits defaults, Buckets buckets, ConcurrentRequests open) {

    /** The id in place of a key, where the service has no keys. */
    static final String ANONYMOUS = "anonymous";

    public Quotas(KeyLimits defaults, Buckets buckets) {
        this(defaults, buckets, new ConcurrentRequests());
    }

    RequestQuota of(ServerWebExchange exchange) {
        Optional<ApiKey> key = RequestKey.of(exchange);
        return new RequestQuota(this, key.map(ApiKey::id).orElse(ANONYMOUS),
                key.map(ApiKey::limits).orElse(KeyLimits.UNSET).orElse(this.defaults), exchange);
    }

}

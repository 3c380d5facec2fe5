package io.inkwell.observability;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.inkwell.quota.Buckets;

/**
 * Shows whether replicas share the limits of API keys. Always up: without Redis each
 * replica applies them alone.
 */
@Component("limits")
class LimitsHealth implements HealthIndicator {

    private final Buckets buckets;

    LimitsHealth(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        this.buckets.redisIsAvailable()
            .ifPresent((available) -> health.withDetail("redis",
                    available ? "is used" : "cannot be used; this replica applies the limits alone"));
        return health.build();
    }

}

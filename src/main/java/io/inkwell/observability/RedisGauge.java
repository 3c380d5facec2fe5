package io.inkwell.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import io.inkwell.quota.Buckets;

/** Whether the Redis of shared limits is configured and cannot be used. */
@Component
class RedisGauge implements MeterBinder {

    private final Buckets buckets;

    RedisGauge(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge
            .builder(MeterNames.REDIS_UNAVAILABLE, this.buckets, (each) -> each.redisIsAvailable().orElse(true) ? 0 : 1)
            .register(registry);
    }

}

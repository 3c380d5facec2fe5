package io.inkwell.startup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

import io.inkwell.quota.Buckets;
import io.inkwell.quota.Quotas;
import io.inkwell.settings.InkwellProperties;

/** Configures the limits of API keys. */
@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {

    @Bean
    Buckets buckets(InkwellProperties properties, Scheduler textInScheduler) {
        return Buckets.open(properties.limits().redis(), properties.limits().redisTimeout(), textInScheduler);
    }

    @Bean
    Quotas quotas(InkwellProperties properties, Buckets buckets) {
        return new Quotas(properties.limits().perKey(), buckets);
    }

}

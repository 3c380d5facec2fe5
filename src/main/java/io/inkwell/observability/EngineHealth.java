package io.inkwell.observability;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.inkwell.registry.ModelRegistry;

/**
 * Reports whether all replicas of the models in memory work. One that is being replaced
 * counts, one that could not be replaced does not. Ignores the queue: a busy service is
 * alive.
 */
@Component("engine")
class EngineHealth implements HealthIndicator {

    private final ModelRegistry models;

    EngineHealth(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public Health health() {
        boolean alive = this.models.loaded().stream().allMatch((model) -> model.pool().isAlive());
        return (alive ? Health.up() : Health.down()).build();
    }

}

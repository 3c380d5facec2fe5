package io.inkwell.observability;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/**
 * Reports whether all replicas of the models in memory work. One that is being replaced
 * counts; one that could not be replaced, or whose step does not end, does not. Ignores
 * the queue: a busy service is alive.
 */
@Component("engine")
class EngineHealth implements HealthIndicator {

    private static final Logger logger = LoggerFactory.getLogger(EngineHealth.class);

    private final ModelRegistry models;

    private final StepTimeLimit stepTime;

    /** The models with a stuck engine, which the log has named. */
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();

    EngineHealth(ModelRegistry models, StepTimeLimit stepTime) {
        this.models = models;
        this.stepTime = stepTime;
    }

    @Override
    public Health health() {
        // Not allMatch: the log names every stuck model.
        long numBroken = this.models.loaded()
            .stream()
            .filter((model) -> isStuck(model) | !model.pool().isAlive())
            .count();
        return ((numBroken == 0) ? Health.up() : Health.down()).build();
    }

    private boolean isStuck(LoadedModel model) {
        boolean isStuck = this.stepTime.isExceededBy(model.pool().stepAge());
        if (!isStuck) {
            this.stuck.remove(model.name());
        }
        else if (this.stuck.add(model.name())) {
            logger.error("An engine of model {} has finished no step for {} s (inkwell.health.max-step-time): "
                    + "liveness and readiness fail", model.name(), this.stepTime.max().toSeconds());
        }
        return isStuck;
    }

}

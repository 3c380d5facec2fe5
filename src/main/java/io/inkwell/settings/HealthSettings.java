package io.inkwell.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When liveness and readiness fail.
 *
 * @param maxStepTime Maximum time of an engine step; 0 disables this.
 */
public record HealthSettings(@DefaultValue("2m") Duration maxStepTime) {

    public HealthSettings {
        if (maxStepTime.isNegative()) {
            throw new IllegalArgumentException("inkwell.health.max-step-time must be 0 or more; given: " + maxStepTime);
        }
    }

}

package io.inkwell.observability;

import java.time.Duration;

/**
 * When an engine counts as broken.
 *
 * @param maxStepTime the maximum time of a step; zero for no limit
 */
public record HealthSettings(Duration maxStepTime) {

    boolean isExceededBy(Duration stepAge) {
        return !this.maxStepTime.isZero() && stepAge.compareTo(this.maxStepTime) > 0;
    }

}

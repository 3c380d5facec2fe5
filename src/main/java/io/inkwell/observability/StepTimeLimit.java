package io.inkwell.observability;

import java.time.Duration;

/**
 * The time after which the step of an engine counts as stuck.
 *
 * @param max the maximum time of a step; zero for no limit
 */
public record StepTimeLimit(Duration max) {

    boolean isExceededBy(Duration stepAge) {
        return !this.max.isZero() && stepAge.compareTo(this.max) > 0;
    }

}

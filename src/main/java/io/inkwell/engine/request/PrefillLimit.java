package io.inkwell.engine.request;

import java.time.Duration;
import java.util.Optional;

/** What bounds the prompt tokens of a step that also decodes. */
public sealed interface PrefillLimit {

    /**
     * A fixed number.
     *
     * @param max the most prompt tokens of a step
     */
    record Tokens(int max) implements PrefillLimit {

        public Tokens {
            if (max < 1) {
                throw new IllegalArgumentException("prompt tokens must be at least 1; given: " + max);
            }
        }

    }

    /**
     * The time of the step, whose costs the scheduler learns.
     *
     * @param target the time to fill; empty for a multiple of a step without prompts
     */
    record StepTime(Optional<Duration> target) implements PrefillLimit {

        public StepTime {
            if (target.isPresent() && target.get().compareTo(Duration.ZERO) <= 0) {
                throw new IllegalArgumentException("the time of a step must be more than 0; given: " + target.get());
            }
        }

    }

}

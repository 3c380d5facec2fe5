package io.inkwell.api;

import org.jspecify.annotations.Nullable;

/** Checks the values that a program passes. */
final class Rules {

    private Rules() {
    }

    /**
     * Rejects a value with the message of all checks: field, rule, value.
     * @throws IllegalArgumentException unless the rule holds
     */
    static void require(boolean holds, String field, String rule, @Nullable Object given) {
        if (!holds) {
            throw new IllegalArgumentException(field + " must be " + rule + "; given: " + given);
        }
    }

    /**
     * Rejects an index.
     * @throws IllegalArgumentException unless it is one of {@code number} from
     * {@code first} on
     */
    static void requireIndex(String field, int index, int first, int number) {
        require(index >= first && index < first + number, field, "from " + first + " to " + (first + number - 1),
                index);
    }

}

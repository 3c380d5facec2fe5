package io.inkwell.settings;

import org.jspecify.annotations.Nullable;

/** Checks of values, whose messages name the setting, its rule and the value. */
final class SettingRules {

    private SettingRules() {
    }

    static void requireAtLeast(String setting, int value, int min) {
        require(value >= min, setting + " must be at least " + min, value);
    }

    static void require(boolean holds, String rule, @Nullable Object given) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; given: " + given);
        }
    }

}

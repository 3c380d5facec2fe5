package io.inkwell.observability;

import java.util.Locale;

/** What the constants of enumerations are called in metrics and traces. */
final class Labels {

    private Labels() {
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

}

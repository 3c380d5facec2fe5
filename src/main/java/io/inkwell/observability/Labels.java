package io.inkwell.observability;

import java.util.Locale;

/** Converts enum constants to the values of metric tags and trace attributes. */
final class Labels {

    private Labels() {
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

}

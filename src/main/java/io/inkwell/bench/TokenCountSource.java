package io.inkwell.bench;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who has counted tokens. */
public enum TokenCountSource {

    /** The server, in {@code usage}. */
    USAGE,
    /** Nobody: every event with text counts as a token. */
    EVENTS,
    /** The server for some requests only. */
    MIXED;

    /** How JSON calls it. */
    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}

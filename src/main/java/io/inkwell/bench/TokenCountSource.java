package io.inkwell.bench;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The source of token counts. */
public enum TokenCountSource {

    /** The server's {@code usage}. */
    USAGE,
    /** Each event with text counts as one token. */
    EVENTS,
    /** The server for some requests, events for others. */
    MIXED;

    /** The name in JSON. */
    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}

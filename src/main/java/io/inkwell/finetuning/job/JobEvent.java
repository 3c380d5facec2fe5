package io.inkwell.finetuning.job;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a job.
 *
 * @param seq the position in the order of all events
 * @param data the figures of a step; null for a plain message
 */
public record JobEvent(long seq, String id, Instant createdAt, Level level, String message,
        @Nullable Map<String, Object> data) {

    /** How serious an event is. */
    public enum Level {

        INFO, WARN, ERROR;

        /** The name in responses. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

}

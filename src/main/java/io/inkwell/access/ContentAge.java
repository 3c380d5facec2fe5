package io.inkwell.access;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** For how long consecutive reads of a file have returned the same content. */
final class ContentAge {

    private @Nullable String content;

    private long firstRead;

    /**
     * Adds a read, and returns the time since the first of those with this content; empty
     * if this is the first.
     * @param nanoTime the time of the read, as of {@link System#nanoTime}
     */
    Optional<Duration> of(String read, long nanoTime) {
        if (read.equals(this.content)) {
            return Optional.of(Duration.ofNanos(nanoTime - this.firstRead));
        }
        this.content = read;
        this.firstRead = nanoTime;
        return Optional.empty();
    }

}

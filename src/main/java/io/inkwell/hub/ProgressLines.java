package io.inkwell.hub;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a download every few seconds, with its rate and the remaining time. */
final class LoggedProgress implements HubProgress {

    private static final Logger logger = LoggerFactory.getLogger(LoggedProgress.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final double MEGABYTE = 1e6;

    private final LongSupplier nanoTime;

    private String file = "";

    private long size;

    private long presentAtStart;

    private long startNanos;

    private long loggedNanos;

    /**
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    LoggedProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void onFile(HubId id, String file, long size, long present) {
        this.file = file;
        this.size = size;
        this.presentAtStart = present;
        this.startNanos = this.nanoTime.getAsLong();
        this.loggedNanos = this.startNanos;
        logger.info("Downloading {} of {}, {} MB{}", file, id, megabytes(size),
                (present > 0) ? ", resuming at " + megabytes(present) + " MB" : "");
    }

    @Override
    public void onBytes(long present) {
        long now = this.nanoTime.getAsLong();
        // A file that starts again.
        this.presentAtStart = Math.min(this.presentAtStart, present);
        if (now - this.loggedNanos < INTERVAL.toNanos()) {
            return;
        }
        this.loggedNanos = now;
        double bytesPerSecond = (present - this.presentAtStart) * 1e9 / (now - this.startNanos);
        String remaining = (bytesPerSecond > 0) ? ", %.0f s left".formatted((this.size - present) / bytesPerSecond)
                : "";
        logger.info("Downloading {}: {} of {} MB, {} MB/s{}", this.file, megabytes(present), megabytes(this.size),
                megabytes(bytesPerSecond), remaining);
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }

    @Override
    public void close() {
        // Every line is complete.
    }

}

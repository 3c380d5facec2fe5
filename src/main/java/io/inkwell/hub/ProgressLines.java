package io.inkwell.hub;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Writes a line when a file starts and every few seconds, with the rate and the remaining
 * time.
 */
final class ProgressLines implements HubProgress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final double MEGABYTE = 1e6;

    private final Consumer<String> out;

    private final Consumer<String> warnings;

    private final LongSupplier nanoTime;

    private String file = "";

    private long size;

    private long presentAtStart;

    private long startNanos;

    private long loggedNanos;

    /**
     * @param out accepts lines without a line break
     * @param warnings accepts warnings, which are also lines
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    ProgressLines(Consumer<String> out, Consumer<String> warnings, LongSupplier nanoTime) {
        this.out = out;
        this.warnings = warnings;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onCachedCopy(HubId id, String reason) {
        this.warnings.accept("Using the cached copy of " + id + ": " + reason);
    }

    @Override
    public void onFile(HubId id, String file, long size, long present) {
        this.file = file;
        this.size = size;
        this.presentAtStart = present;
        this.startNanos = this.nanoTime.getAsLong();
        this.loggedNanos = this.startNanos;
        this.out.accept("Downloading %s of %s, %s MB%s".formatted(file, id, megabytes(size),
                (present > 0) ? ", resuming at " + megabytes(present) + " MB" : ""));
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
        this.out.accept("Downloading %s: %s of %s MB, %s MB/s%s".formatted(this.file, megabytes(present),
                megabytes(this.size), megabytes(bytesPerSecond), remaining));
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }

    @Override
    public void close() {
        // Every line is complete.
    }

}

package io.inkwell.quota;

import java.math.BigDecimal;
import java.time.Duration;

import org.springframework.http.HttpHeaders;

/** Writes the headers of limited API keys, named and formatted as OpenAI does. */
record RateLimitHeaders(HttpHeaders headers) {

    private static final String PREFIX = "x-ratelimit-";

    private static final long NANOS_PER_MILLI = 1_000_000;

    void set(BucketId bucket, long remaining) {
        String unit = bucket.limit().label();
        this.headers.set(PREFIX + "limit-" + unit, Integer.toString(bucket.perMinute()));
        this.headers.set(PREFIX + "remaining-" + unit, Long.toString(remaining));
        this.headers.set(PREFIX + "reset-" + unit, format(bucket.untilFull(remaining)));
    }

    /** {@code Retry-After} in whole seconds, rounded up. */
    void setRetryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
        this.headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    /**
     * The format of Go's durations: {@code 120ms}, {@code 8.64s}, {@code 6m0s}. Rounded
     * up to milliseconds.
     */
    static String format(Duration duration) {
        long millis = duration.plusNanos(NANOS_PER_MILLI - 1).toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        Duration rounded = Duration.ofMillis(millis);
        String seconds = BigDecimal.valueOf(rounded.toSecondsPart() * 1000L + rounded.toMillisPart(), 3)
            .stripTrailingZeros()
            .toPlainString() + "s";
        String minutes = (rounded.toMinutes() > 0) ? rounded.toMinutesPart() + "m" : "";
        return ((rounded.toHours() > 0) ? rounded.toHours() + "h" : "") + minutes + seconds;
    }

}

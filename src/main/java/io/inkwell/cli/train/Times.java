package io.inkwell.cli.train;

import java.time.Duration;
import java.util.Locale;

/** Formats durations: {@code 4.2 s}, {@code 3:05} or {@code 2:03:05}. */
final class Times {

    private Times() {
    }

    static String format(Duration time) {
        if (time.toSeconds() < Duration.ofMinutes(1).toSeconds()) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
        }
        return (time.toHours() == 0) ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(),
                        time.toSecondsPart());
    }

}

package io.inkwell.cli.bench;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;

/** Options of a soak test. */
final class SoakOptions {

    private static final Duration MIN_DURATION = Duration.ofSeconds(1);

    @Option(names = "--soak", paramLabel = "<duration>",
            description = "Run a soak test for this time, such as 60m, instead of a measurement: completions, cancellations, "
                    + "slow readers, long prompts, explanations and invalid requests, at 120%% of the measured capacity "
                    + "or at --rate.")
    private @Nullable String soak;

    @Option(names = "--soak-page", paramLabel = "<file>",
            description = "With --soak: write plots of the server's memory, threads, files and queue to an HTML file.")
    private @Nullable Path page;

    /**
     * @throws ServiceException if an option is invalid
     */
    void check(boolean offline) {
        ServiceException.require(duration() == null || !offline, "--soak", "given without --offline", this.soak);
        page();
    }

    /**
     * The duration, or null if no soak test is requested.
     */
    @Nullable Duration duration() {
        if (this.soak == null) {
            ServiceException.require(this.page == null, "--soak-page", "given with --soak", this.page);
            return null;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(this.soak);
            ServiceException.require(duration.compareTo(MIN_DURATION) >= 0, "--soak", "at least 1s", this.soak);
            return duration;
        }
        catch (IllegalArgumentException ex) {
            throw ServiceException.invalid("--soak",
                    "--soak must be a duration such as 90s or 60m; given: " + this.soak);
        }
    }

    /**
     * The file of the plots, if requested.
     * @throws ServiceException if it is not writable
     */
    @Nullable Path page() {
        OutputFile.require("--soak-page", this.page);
        return this.page;
    }

}

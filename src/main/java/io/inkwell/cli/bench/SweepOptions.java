package io.inkwell.cli.bench;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.bench.ServiceLevel;
import io.inkwell.error.ServiceException;

/** Options for goodput, and for a measurement at rising rates. */
final class SweepOptions {

    private static final String DEFAULT_LIMITS = "ttft:1000,itl:200";

    @Option(names = "--goodput", paramLabel = "<metric>:<ms>[,<metric>:<ms>...]",
            description = "Count the requests that meet all limits: ttft, tpot, itl (99th percentile of the request) or "
                    + "e2el, in milliseconds. Default with --sweep: " + DEFAULT_LIMITS + ".")
    private @Nullable String goodput;

    @Option(names = "--sweep",
            description = "Open loops of --requests at rising rates, until the throughput no longer grows. "
                    + "--rate is the first rate. Default: a quarter of the measured capacity.")
    private boolean sweep;

    @Option(names = "--sweep-page", paramLabel = "<file>",
            description = "With --sweep: write plots of throughput and latency over the rate to an HTML file.")
    private @Nullable Path page;

    /**
     * @throws ServiceException if an option is invalid, or does not go with a soak test
     */
    void check(boolean soak) {
        ServiceException.require(this.goodput == null || !soak, "--goodput", "given without --soak", this.goodput);
        ServiceException.require(!this.sweep || !soak, "--sweep", "given without --soak", this.sweep);
        ServiceException.require(this.page == null || this.sweep, "--sweep-page", "given with --sweep", this.page);
        OutputFile.require("--sweep-page", this.page);
        serviceLevel();
    }

    /** The limits for goodput. */
    ServiceLevel serviceLevel() {
        if (this.goodput == null && this.sweep) {
            // Stored for the report.
            this.goodput = DEFAULT_LIMITS;
        }
        return (this.goodput != null) ? ServiceLevel.parse("--goodput", this.goodput) : ServiceLevel.NONE;
    }

    boolean isSweep() {
        return this.sweep;
    }

    @Nullable Path page() {
        return this.page;
    }

}

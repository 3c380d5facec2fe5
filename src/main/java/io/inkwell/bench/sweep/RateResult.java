package io.inkwell.bench.sweep;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.Goodput;

/**
 * The result at one arrival rate.
 *
 * @param rate mean number of requests per second
 */
public record RateResult(double rate, BenchReport report) {

    /** Requests per second that met the limits. */
    public double goodput() {
        Goodput goodput = this.report.goodput();
        return (goodput != null) ? goodput.requestsPerSecond() : this.report.requestsPerSecond();
    }

}

package io.inkwell.cli.bench;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.LatencySummary;
import io.inkwell.bench.sweep.RateResult;
import io.inkwell.bench.sweep.SweepReport;

/** Prints the report of a sweep to a terminal. */
final class SweepTable {

    static final String HEADER = """
                 requests/s         | output   | first token, ms     | between tokens, ms
            arrive completed   good | tokens/s |       p50       p99 |       p50       p99
            """;

    private SweepTable() {
    }

    static String of(SweepReport report) {
        StringBuilder table = new StringBuilder();
        if (report.closedLoop() != null) {
            table.append(String.format(Locale.ROOT, "capacity        %.2f requests/s in a closed loop%n",
                    report.closedLoop().requestsPerSecond()));
        }
        table.append("good            ").append(report.limits()).append("\n\n").append(HEADER);
        report.rates().forEach((result) -> table.append(row(result)));
        report.best()
            .ifPresent((best) -> table.append(String.format(Locale.ROOT,
                    "%nhighest goodput %.2f requests/s, at a rate of %.2f%n", best.goodput(), best.rate())));
        return table.toString();
    }

    static String row(RateResult result) {
        BenchReport report = result.report();
        String failed = (report.failed() > 0) ? "  " + report.failed() + " failed" : "";
        return String.format(Locale.ROOT, "%6.2f %9.2f %6.2f | %8.1f | %9s %9s | %9s %9s%s%n", result.rate(),
                report.requestsPerSecond(), result.goodput(), report.outputTokensPerSecond(),
                millis(report.timeToFirstTokenMs(), LatencySummary::p50),
                millis(report.timeToFirstTokenMs(), LatencySummary::p99),
                millis(report.interTokenLatencyMs(), LatencySummary::p50),
                millis(report.interTokenLatencyMs(), LatencySummary::p99), failed);
    }

    private static String millis(@Nullable LatencySummary latency, ToDoubleFunction<LatencySummary> percentile) {
        return (latency != null) ? String.format(Locale.ROOT, "%.1f", percentile.applyAsDouble(latency)) : "-";
    }

}

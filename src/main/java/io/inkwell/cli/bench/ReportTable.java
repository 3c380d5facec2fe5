package io.inkwell.cli.bench;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.FailureCount;
import io.inkwell.bench.Goodput;
import io.inkwell.bench.LatencySummary;

/** Prints the benchmark report to a terminal. */
final class ReportTable {

    private ReportTable() {
    }

    static String of(BenchReport report) {
        StringBuilder table = new StringBuilder();
        line(table, "requests        %d completed, %d failed%s, in %.2f s; max concurrency %d", report.answered(),
                report.failed(), unfinished(report), report.seconds(), report.mostAtOnce());
        for (FailureCount failure : report.failures()) {
            line(table, "  %6d        %s, first: %s", failure.count(), failure.reason(), failure.firstMessage());
        }
        if (report.answered() > 0) {
            line(table, "tokens          %d prompt, %d output (%d requested), %s", report.promptTokens(),
                    report.outputTokens(), report.requestedOutputTokens(), counting(report));
            line(table, "throughput      %.2f requests/s, %.1f output tokens/s, %.1f total tokens/s",
                    report.requestsPerSecond(), report.outputTokensPerSecond(), report.totalTokensPerSecond());
            goodput(table, report.goodput());
            line(table, "");
            line(table, "milliseconds                 p50       p90       p99      mean       max");
            row(table, "time to first token", report.timeToFirstTokenMs());
            row(table, "time per output token", report.timePerOutputTokenMs());
            row(table, "inter-token latency", report.interTokenLatencyMs());
            row(table, "end-to-end latency", report.endToEndLatencyMs());
        }
        return table.toString();
    }

    private static void goodput(StringBuilder table, @Nullable Goodput goodput) {
        if (goodput != null) {
            line(table, "goodput         %.2f requests/s, %d requests with %s", goodput.requestsPerSecond(),
                    goodput.requests(), goodput.limits());
        }
    }

    private static String unfinished(BenchReport report) {
        return (report.unfinished() > 0) ? ", " + report.unfinished() + " unfinished" : "";
    }

    private static String counting(BenchReport report) {
        return switch (report.tokenCounts()) {
            case USAGE -> "counted by the server";
            case EVENTS -> "counting one token per event";
            case MIXED -> "counted by the server for some requests, one per event for others";
        };
    }

    private static void row(StringBuilder table, String name, @Nullable LatencySummary latency) {
        if (latency == null) {
            line(table, "%-22s         -         -         -         -         -", name);
        }
        else {
            line(table, "%-22s%10.2f%10.2f%10.2f%10.2f%10.2f", name, latency.p50(), latency.p90(), latency.p99(),
                    latency.mean(), latency.max());
        }
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

}

package io.inkwell.cli.bench;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.FailureCount;
import io.inkwell.bench.LatencySummary;

/** What a load has measured, to be read on a terminal. */
final class ReportTable {

    private ReportTable() {
    }

    static String of(BenchReport report) {
        StringBuilder table = new StringBuilder();
        line(table, "requests        %d answered, %d failed%s, in %.2f s; at most %d at once", report.answered(),
                report.failed(), unfinished(report), report.seconds(), report.mostAtOnce());
        for (FailureCount failure : report.failures()) {
            line(table, "  %6d        %s, the first: %s", failure.count(), failure.reason(), failure.firstMessage());
        }
        if (report.answered() > 0) {
            line(table, "tokens          %d of prompts, %d of texts (%d asked for), %s", report.promptTokens(),
                    report.outputTokens(), report.requestedOutputTokens(), counting(report));
            line(table, "throughput      %.2f requests/s, %.1f output tokens/s, %.1f tokens/s with prompts",
                    report.requestsPerSecond(), report.outputTokensPerSecond(), report.totalTokensPerSecond());
            line(table, "");
            line(table, "milliseconds                 p50       p90       p99      mean       max");
            row(table, "time to first token", report.timeToFirstTokenMs());
            row(table, "time per output token", report.timePerOutputTokenMs());
            row(table, "inter-token latency", report.interTokenLatencyMs());
            row(table, "end-to-end latency", report.endToEndLatencyMs());
        }
        return table.toString();
    }

    private static String unfinished(BenchReport report) {
        return (report.unfinished() > 0) ? ", " + report.unfinished() + " unfinished" : "";
    }

    private static String counting(BenchReport report) {
        return switch (report.tokenCounts()) {
            case USAGE -> "as the server counts";
            case EVENTS -> "an event counted as a token";
            case MIXED -> "some as the server counts, others an event as a token";
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

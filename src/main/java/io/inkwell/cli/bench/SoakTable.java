package io.inkwell.cli.bench;

import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.inkwell.bench.soak.LiveFigures;
import io.inkwell.bench.soak.OutcomeCount;
import io.inkwell.bench.soak.SoakReport;
import io.inkwell.bench.soak.SoakSample;

/** Prints the report of a soak test to a terminal. */
final class SoakTable {

    private static final double MEGABYTE = 1e6;

    private SoakTable() {
    }

    static String of(SoakReport report) {
        StringBuilder table = new StringBuilder();
        line(table, "load            %.2f requests/s%s, %.0f s", report.rate(), capacity(report), report.seconds());
        for (OutcomeCount count : report.outcomes()) {
            line(table, "  %8d      %-14s %s%s", count.count(), count.traffic(), count.outcome(),
                    count.permitted() ? "" : "  (not permitted)");
        }
        row(table, report, "anonymous MB", MEGABYTE, LiveFigures::anonymousBytes);
        row(table, report, "direct MB", MEGABYTE, LiveFigures::directBytes);
        row(table, report, "threads", 1, LiveFigures::threads);
        row(table, report, "open files", 1, LiveFigures::openFiles);
        row(table, report, "waiting", 1, LiveFigures::waiting);
        Double growth = report.anonymousPercentPerTenMinutes();
        line(table, "memory growth   %s",
                (growth != null)
                        ? String.format(Locale.ROOT, "%.2f%% in 10 minutes, after the first 10 minutes", growth)
                        : "not measured; needs 20 minutes and a server that reports its memory");
        report.violations().forEach((violation) -> line(table, "FAILED          %s", violation));
        return table.toString();
    }

    private static String capacity(SoakReport report) {
        return (report.capacity() != null)
                ? String.format(Locale.ROOT, " (capacity %.2f requests/s)", report.capacity()) : "";
    }

    private static void row(StringBuilder table, SoakReport report, String name, double unit,
            Function<LiveFigures, @Nullable Double> figure) {
        double[] values = report.samples()
            .stream()
            .map(SoakSample::figures)
            .map(figure)
            .filter((value) -> value != null)
            .mapToDouble((value) -> value / unit)
            .toArray();
        if (values.length > 0) {
            double most = values[0];
            for (double value : values) {
                most = Math.max(most, value);
            }
            line(table, "%-14s  first %.1f, last %.1f, max %.1f", name, values[0], values[values.length - 1], most);
        }
    }

    private static void line(StringBuilder table, String format, @Nullable Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

}

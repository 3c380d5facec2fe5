package io.inkwell.bench.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.LatencySummary;
import io.inkwell.plots.Curve;
import io.inkwell.plots.Plot;
import io.inkwell.plots.PlotPage;

/** Writes the plots of a sweep to an HTML file that needs no other files. */
public final class SweepPage {

    private static final String X_LABEL = "arrivals, requests/s";

    private final List<RateResult> results;

    private SweepPage(List<RateResult> results) {
        this.results = results;
    }

    /**
     * Writes the page.
     * @param name the measured server
     */
    public static void write(String name, SweepReport report, Path file) throws IOException {
        SweepPage page = new SweepPage(report.rates());
        List<Plot> plots = List.of(
                page.plot("Throughput", "requests/s",
                        page.curve("completed", (result) -> result.report().requestsPerSecond()),
                        page.curve("within the limits", RateResult::goodput)),
                page.plot("Output tokens", "tokens/s",
                        page.curve("output tokens", (result) -> result.report().outputTokensPerSecond())),
                page.latency("Time to first token", BenchReport::timeToFirstTokenMs),
                page.latency("Inter-token latency", BenchReport::interTokenLatencyMs));
        new PlotPage("Throughput and latency by arrival rate", summary(name, report), List.of(), plots, List.of())
            .write(file);
    }

    private static String summary(String name, SweepReport report) {
        return name + ". " + report.best()
            .map((best) -> String.format(Locale.ROOT, "Highest goodput: %.2f requests/s at a rate of %.2f, with %s.",
                    best.goodput(), best.rate(), report.limits()))
            .orElse("No rate was measured.");
    }

    private Plot plot(String title, String unit, Curve... curves) {
        return new Plot(title, X_LABEL, unit, this.results.stream().map(RateResult::rate).toList(), List.of(curves));
    }

    private Curve curve(String label, ToDoubleFunction<RateResult> figure) {
        return new Curve(label, this.results.stream().<@Nullable Double>map(figure::applyAsDouble).toList());
    }

    private Plot latency(String title, Function<BenchReport, @Nullable LatencySummary> latency) {
        return plot(title, "ms", percentile("p50", latency, LatencySummary::p50),
                percentile("p99", latency, LatencySummary::p99));
    }

    private Curve percentile(String label, Function<BenchReport, @Nullable LatencySummary> latency,
            ToDoubleFunction<LatencySummary> percentile) {
        return new Curve(label, this.results.stream().<@Nullable Double>map((result) -> {
            LatencySummary summary = latency.apply(result.report());
            return (summary != null) ? percentile.applyAsDouble(summary) : null;
        }).toList());
    }

}

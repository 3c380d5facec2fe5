package io.inkwell.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.inkwell.plots.Curve;
import io.inkwell.plots.Plot;
import io.inkwell.plots.PlotPage;
import io.inkwell.plots.Table;

/** Writes the plots of a soak test to an HTML file that needs no other files. */
public final class SoakPage {

    private static final double MEGABYTE = 1e6;

    private final List<SoakSample> samples;

    private SoakPage(List<SoakSample> samples) {
        this.samples = samples;
    }

    /**
     * Writes the page.
     * @param name the tested server
     */
    public static void write(String name, SoakReport report, Path file) throws IOException {
        SoakPage page = new SoakPage(report.samples());
        List<Plot> plots = List.of(
                page.plot("Memory", "MB", page.curve("anonymous", MEGABYTE, LiveFigures::anonymousBytes),
                        page.curve("direct buffers", MEGABYTE, LiveFigures::directBytes)),
                page.plot("Threads and files", "", page.curve("threads", 1, LiveFigures::threads),
                        page.curve("open files", 1, LiveFigures::openFiles)),
                page.plot("Sequences", "", page.curve("running", 1, LiveFigures::running),
                        page.curve("waiting", 1, LiveFigures::waiting)),
                page.plot("KV cache", "share in use", page.curve("KV usage", 1, LiveFigures::kvUsage)));
        new PlotPage("Soak test", summary(name, report), report.violations(), plots, List.of(outcomes(report)))
            .write(file);
    }

    private Plot plot(String title, String unit, Curve... curves) {
        return new Plot(title, "minutes", unit, this.samples.stream().map((sample) -> sample.seconds() / 60).toList(),
                List.of(curves));
    }

    private Curve curve(String label, double unit, Function<LiveFigures, @Nullable Double> figure) {
        return new Curve(label, this.samples.stream().<@Nullable Double>map((sample) -> {
            Double value = figure.apply(sample.figures());
            return (value != null) ? value / unit : null;
        }).toList());
    }

    private static String summary(String name, SoakReport report) {
        String load = String.format(Locale.ROOT, "%s: %.2f requests/s for %.1f minutes", name, report.rate(),
                report.seconds() / 60);
        String capacity = (report.capacity() != null)
                ? String.format(Locale.ROOT, ", capacity %.2f requests/s", report.capacity()) : "";
        Double growth = report.anonymousPercentPerTenMinutes();
        return load + capacity
                + ((growth != null) ? String.format(Locale.ROOT, ", memory growth %.2f%% in 10 minutes", growth) : "");
    }

    private static Table outcomes(SoakReport report) {
        return new Table(List.of("Requests", "Kind", "Outcome"),
                report.outcomes()
                    .stream()
                    .map((each) -> List.<Object>of(each.count(),
                            each.traffic().toLowerCase(Locale.ROOT).replace('_', ' '), each.outcome()))
                    .toList());
    }

}

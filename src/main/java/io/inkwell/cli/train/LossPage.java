package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.plots.Curve;
import io.inkwell.plots.Plot;
import io.inkwell.plots.PlotPage;
import io.inkwell.plots.Table;
import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.TrainingHistory;

/** Writes the curves and samples of a run to an HTML file that needs no other files. */
final class LossPage {

    private final TrainingHistory history;

    private final SortedMap<Long, @Nullable Double> noValues = new TreeMap<>();

    private LossPage(TrainingHistory history) {
        this.history = history;
        history.logs().forEach((report) -> this.noValues.put(report.step(), null));
        history.evaluations().forEach((report) -> this.noValues.put(report.step(), null));
    }

    /**
     * @param title names the run
     * @param summary one sentence about the result
     */
    static void write(String title, String summary, TrainingHistory history, List<Sample> samples, Path file)
            throws IOException {
        LossPage page = new LossPage(history);
        List<Table> tables = samples.isEmpty() ? List.of() : List.of(table(samples));
        new PlotPage(title, summary, List.of(), page.plots(), tables).write(file);
    }

    private List<Plot> plots() {
        return List.of(
                plot("Loss", "nats per token", curve("training", LogReport::loss),
                        new Curve("evaluation",
                                values(this.history.evaluations(), EvaluationReport::step, EvaluationReport::loss))),
                plot("Learning rate", "", curve("learning rate", LogReport::learningRate)),
                plot("Gradient norm before clipping", "", curve("gradient norm", LogReport::gradientNorm)));
    }

    private Plot plot(String title, String unit, Curve... curves) {
        return new Plot(title, "step", unit, this.noValues.keySet().stream().map(Long::doubleValue).toList(),
                List.of(curves));
    }

    private Curve curve(String label, ToDoubleFunction<LogReport> value) {
        return new Curve(label, values(this.history.logs(), LogReport::step, value));
    }

    private <T> List<@Nullable Double> values(List<T> reports, ToLongFunction<T> step, ToDoubleFunction<T> value) {
        SortedMap<Long, @Nullable Double> values = new TreeMap<>(this.noValues);
        reports.forEach((report) -> values.put(step.applyAsLong(report), value.applyAsDouble(report)));
        return new ArrayList<>(values.values());
    }

    private static Table table(List<Sample> samples) {
        boolean hasBefore = samples.stream().anyMatch((each) -> each.before() != null);
        List<List<Object>> rows = new ArrayList<>();
        for (Sample sample : samples) {
            List<Object> row = new ArrayList<>(List.of(sample.prompt(), sample.decoding()));
            if (hasBefore) {
                row.add((sample.before() != null) ? Sample.visible(sample.before()) : "");
            }
            row.add(Sample.visible(sample.after()));
            rows.add(row);
        }
        return new Table(hasBefore ? List.of("Prompt", "Decoding", "Before training", "After training")
                : List.of("Prompt", "Decoding", "After training"), rows);
    }

}

package io.inkwell.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

import io.inkwell.error.FileProblem;
import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.TrainingListener;
import io.inkwell.training.TrainingPlan;

/**
 * Writes the reports of a run to a CSV file: one row for each report and one for each
 * evaluation, as soon as it exists. Values that a row lacks are empty.
 */
final class MetricsFile implements TrainingListener {

    private static final String HEADER = "step,epoch,loss,perplexity,learning_rate,gradient_norm,tokens_per_second,"
            + "eval_loss,eval_perplexity,eval_accuracy\n";

    private final Path file;

    MetricsFile(Path file) {
        this.file = file;
    }

    /** Replaces the file; a resumed run has its earlier rows again, in the same order. */
    @Override
    public void onStart(TrainingPlan plan) {
        StringBuilder rows = new StringBuilder(HEADER);
        Queue<EvaluationReport> evaluations = new ArrayDeque<>(plan.history().evaluations());
        for (LogReport report : plan.history().logs()) {
            // A run logs a step before it evaluates the model after that step.
            while (!evaluations.isEmpty() && evaluations.element().step() < report.step()) {
                rows.append(row(evaluations.remove()));
            }
            rows.append(row(report));
        }
        evaluations.forEach((report) -> rows.append(row(report)));
        write(rows, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    @Override
    public void onLog(LogReport report) {
        write(row(report), StandardOpenOption.APPEND);
    }

    @Override
    public void onEvaluation(EvaluationReport report, boolean isBest) {
        write(row(report), StandardOpenOption.APPEND);
    }

    private static String row(LogReport report) {
        return String.format(Locale.ROOT, "%d,%.4f,%.6f,%.4f,%.6g,%.6f,%.1f,,,\n", report.step(), report.epoch(),
                report.loss(), report.perplexity(), report.learningRate(), report.gradientNorm(),
                report.tokensPerSecond());
    }

    private static String row(EvaluationReport report) {
        return String.format(Locale.ROOT, "%d,%.4f,,,,,,%.6f,%.4f,%.6f\n", report.step(), report.epoch(), report.loss(),
                report.perplexity(), report.accuracy());
    }

    private void write(CharSequence rows, OpenOption... options) {
        try {
            Files.writeString(this.file, rows, options);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(FileProblem.writing(this.file, ex));
        }
    }

}

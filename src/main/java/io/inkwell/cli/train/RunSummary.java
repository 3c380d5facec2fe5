package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.inkwell.error.FileProblem;
import io.inkwell.training.EvaluationReport;
import io.inkwell.training.StepTotals;
import io.inkwell.training.TrainingResult;

/** Says in words and in a page how a run ended. */
final class RunSummary {

    private static final String PAGE = "loss.html";

    private final TrainingResult result;

    private final Path output;

    private final Optional<String> base;

    /**
     * @param base the location of the base model of an adapter; empty if all weights are
     * trained
     */
    RunSummary(TrainingResult result, Path output, Optional<String> base) {
        this.result = result;
        this.output = output;
        this.base = base;
    }

    void writePage(List<Sample> samples) throws IOException {
        String title = "Training of " + this.output.toAbsolutePath().normalize().getFileName();
        try {
            LossPage.write(title, speed() + perplexity().map((text) -> "; perplexity " + text).orElse(""),
                    this.result.history(), samples, page());
        }
        catch (IOException ex) {
            throw FileProblem.writing(page(), ex);
        }
    }

    boolean hasPage() {
        return Files.exists(page());
    }

    private Path page() {
        return this.output.resolve(PAGE);
    }

    /** The end of a resumed run that was complete already. */
    String unchanged() {
        long lastStep = this.result.lastStep();
        return String.format(Locale.ROOT, (this.result.outcome() == TrainingResult.Outcome.FINISHED)
                ? "nothing left to do: %s has all %d steps\n" : "nothing left to do: %s stopped early, after step %d\n",
                this.output, lastStep);
    }

    /** The end of a run that can be resumed. */
    String interrupted() {
        StringBuilder lines = new StringBuilder();
        line(lines, "interrupted", "after step " + this.result.lastStep() + "; " + speed());
        this.result.checkpoint().ifPresentOrElse((folder) -> {
            line(lines, "checkpoint", folder.toString());
            line(lines, "continue", "the same command with --resume");
            line(lines, trained(), this.output + " has no " + trained() + " yet: resume the run, or "
                    + (isAdapter() ? "merge " : "serve ") + folder);
        }, () -> line(lines, "checkpoint", "none"));
        return lines.toString();
    }

    /** The end of a run that is complete. */
    String completed() {
        StringBuilder lines = new StringBuilder();
        perplexity().ifPresent((text) -> line(lines, "perplexity", text));
        line(lines, "time", speed());
        this.result.model().ifPresent((folder) -> {
            line(lines, trained(), folder + origin());
            line(lines, isAdapter() ? "merge it" : "serve it", "java -jar inkwell.jar "
                    + this.base.map((model) -> "merge " + model + " " + folder + " OUTPUT").orElse("serve " + folder));
        });
        line(lines, "curves", page().toString());
        return lines.toString();
    }

    private boolean isAdapter() {
        return this.base.isPresent();
    }

    /** What the run trains. */
    private String trained() {
        return isAdapter() ? "adapter" : "model";
    }

    private String origin() {
        boolean isEarly = this.result.best().filter((best) -> best.step() < this.result.lastStep()).isPresent();
        return isEarly ? ", the best evaluation, step " + this.result.best().orElseThrow().step() : "";
    }

    private Optional<String> perplexity() {
        Optional<EvaluationReport> before = this.result.history().before();
        return this.result.best()
            .map((best) -> String.format(Locale.ROOT, "%s%.2f on the held-out text",
                    before.map((first) -> String.format(Locale.ROOT, "%.2f -> ", first.perplexity())).orElse(""),
                    best.perplexity()));
    }

    private String speed() {
        StepTotals steps = this.result.steps();
        if (steps.numSteps() == 0) {
            return "no new steps";
        }
        return String.format(Locale.ROOT, "%d steps in %s, %.0f tokens/s", steps.numSteps(), Times.format(steps.time()),
                steps.tokensPerSecond());
    }

    /** The samples, each text on one line below its prompt. */
    static String of(List<Sample> samples) {
        StringBuilder lines = new StringBuilder();
        for (Sample sample : samples) {
            lines.append('"').append(onOneLine(sample.prompt())).append("\", ").append(sample.decoding()).append('\n');
            if (sample.before() != null) {
                line(lines, "  before", Sample.visible(onOneLine(sample.before())));
            }
            line(lines, "  after", Sample.visible(onOneLine(sample.after())));
        }
        return lines.append(samples.isEmpty() ? "" : "\n").toString();
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static void line(StringBuilder lines, String name, String value) {
        lines.append(String.format(Locale.ROOT, "%-12s  %s\n", name, value));
    }

}

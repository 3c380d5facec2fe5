package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.ExitCode;

import io.inkwell.cli.terminal.Interruption;
import io.inkwell.cli.terminal.StopRequest;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.training.RunFiles;
import io.inkwell.training.Trainer;
import io.inkwell.training.TrainingListener;
import io.inkwell.training.TrainingResult;

/** Runs a trainer, shows its progress, and writes the figures and the summary. */
final class ReportedRun {

    private final Trainer trainer;

    private final Path output;

    private final double learningRate;

    private final Optional<String> base;

    private final Terminal terminal;

    private final boolean isChild;

    /** The exit code of a run that was stopped. */
    private int stopCode;

    /**
     * @param learningRate the one that advice refers to
     * @param base the location of the base model of an adapter; empty if all weights are
     * trained
     * @param isChild whether another process started this one and reads its events
     */
    ReportedRun(Trainer trainer, Path output, double learningRate, Optional<String> base, Terminal terminal,
            boolean isChild) {
        this.trainer = trainer;
        this.output = output;
        this.learningRate = learningRate;
        this.base = base;
        this.terminal = terminal;
        this.isChild = isChild;
    }

    /**
     * Trains until the run ends. The first Ctrl-C or SIGTERM ends it after the current
     * step, with a checkpoint; the second ends the process.
     * @return the exit code
     * @throws DivergedException if the loss was not finite
     */
    int run(SampleTaker samples) throws IOException {
        TrainingResult result = train();
        RunSummary summary = new RunSummary(result, this.output, this.base);
        // The output stream of a child has its events.
        TextOutput out = this.isChild ? new TextOutput(this.terminal.err(), this.terminal.errStyle())
                : new TextOutput(this.terminal.out(), this.terminal.outStyle());
        if (result.outcome().isComplete() && !result.hasNews() && summary.hasPage()) {
            out.print(summary.unchanged());
            return ExitCode.OK;
        }
        if (result.checkpoint().isEmpty()) {
            // The folder stays empty, so that the next try can use it.
            Files.deleteIfExists(metrics());
        }
        else if (result.plan().isPresent()) {
            summary.writePage(List.of());
        }
        if (result.outcome() == TrainingResult.Outcome.DIVERGED) {
            throw new DivergedException(result, this.learningRate, this.base.isPresent());
        }
        if (result.outcome() == TrainingResult.Outcome.CANCELLED) {
            out.print(summary.interrupted());
            return this.stopCode;
        }
        List<Sample> taken = take(samples, result.model().orElseThrow());
        summary.writePage(taken);
        out.print(RunSummary.of(taken));
        out.print(summary.completed());
        return ExitCode.OK;
    }

    /** Without samples, the trained model is still complete. */
    private List<Sample> take(SampleTaker samples, Path model) throws IOException {
        try {
            return samples.take(model);
        }
        catch (RuntimeException ex) {
            new TextOutput(this.terminal.err(), this.terminal.errStyle())
                .print("no samples: " + ex.getMessage() + "\n");
            return List.of();
        }
    }

    private TrainingResult train() throws IOException {
        try (TrainingProgress progress = new TrainingProgress(this.terminal);
                StopRequest stop = new StopRequest(() -> progress
                    .line("Stopping after this step. Ctrl-C again ends at once, without a checkpoint."))) {
            List<TrainingListener> listeners = new ArrayList<>(List.of(new MetricsFile(metrics()), progress));
            TrainingResult result = this.isChild ? trainAsChild(listeners, stop)
                    : this.trainer.run(new ListenerList(listeners), stop::isMade);
            this.stopCode = stop.isMade() ? stop.exitCode() : Interruption.EXIT_CODE;
            return result;
        }
    }

    /** Tells the parent what happens, and stops when it ends. */
    private TrainingResult trainAsChild(List<TrainingListener> listeners, StopRequest stop) throws IOException {
        EventLines events = new EventLines(this.terminal);
        listeners.add(events);
        ParentWatch parent = ParentWatch.start(this.terminal.in());
        TrainingResult result = this.trainer.run(new ListenerList(listeners), () -> stop.isMade() || parent.isGone());
        events.onEnd(result);
        return result;
    }

    private Path metrics() {
        return this.output.resolve(RunFiles.METRICS);
    }

}

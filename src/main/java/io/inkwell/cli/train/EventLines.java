package io.inkwell.cli.train;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.inkwell.cli.terminal.Terminal;
import io.inkwell.error.ServiceException;
import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.RunEvent;
import io.inkwell.training.TrainingListener;
import io.inkwell.training.TrainingPlan;
import io.inkwell.training.TrainingResult;

/** Writes what happens in a run to the output stream, for the process that reads it. */
final class EventLines implements TrainingListener {

    private final PrintStream out;

    EventLines(Terminal terminal) {
        this.out = new PrintStream(terminal.out(), true, StandardCharsets.UTF_8);
    }

    @Override
    public void onStart(TrainingPlan plan) {
        plan.notices().forEach((notice) -> write(RunEvent.notice(notice)));
        write(RunEvent.start(plan));
    }

    @Override
    public void onLog(LogReport report) {
        write(RunEvent.log(report));
    }

    @Override
    public void onEvaluation(EvaluationReport report, boolean isBest) {
        write(RunEvent.evaluation(report));
    }

    @Override
    public void onCheckpoint(long step, Path folder) {
        write(RunEvent.checkpoint(step));
    }

    void onEnd(TrainingResult result) {
        write(RunEvent.end(result));
    }

    void onFailure(Exception failure) {
        write(RunEvent.failure((failure.getMessage() != null) ? failure.getMessage() : failure.toString(),
                (failure instanceof ServiceException invalid) ? invalid.param() : null));
    }

    private void write(RunEvent event) {
        this.out.print(event.toLine() + "\n");
        this.out.flush();
    }

}

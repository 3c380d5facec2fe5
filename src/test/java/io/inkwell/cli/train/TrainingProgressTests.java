package io.inkwell.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import io.inkwell.cli.terminal.CapturedTerminal;
import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.StepReport;
import io.inkwell.training.TrainingHistory;

import static org.assertj.core.api.Assertions.assertThat;

class TrainingProgressTests {

    @Test
    void printsALineForEachReportIfThereIsNoTerminal() {
        CapturedTerminal pipes = CapturedTerminal.pipes("");

        run(pipes);

        assertThat(pipes.err()).isEqualTo("""
                a notice
                80 examples with 20,480 tokens; 4 examples held out
                40 steps, 20 per epoch
                step 10/40, epoch 0.50: loss 3.2500, perplexity 25.79, learning rate 5.00e-05, gradient norm 1.500, \
                1235 tokens/s, 1:00 left
                step 10, epoch 0.50: evaluation loss 3.0000, perplexity 20.09, accuracy 37.5%, best
                step 10: saved tuned/checkpoint-10
                """);
    }

    @Test
    void showsTheLatestFiguresInABarOnATerminal() {
        CapturedTerminal screen = CapturedTerminal.screen();

        run(screen);

        assertThat(screen.err()).contains("10/40", "loss 3.500, 512 tokens/s")
            .contains("\r\u001b[Kstep 10, epoch 0.50: evaluation loss 3.0000")
            .doesNotContain("learning rate");
    }

    @Test
    void barFitsATerminalOf80ColumnsAndShowsTheMeanSpeed() {
        CapturedTerminal screen = CapturedTerminal.screen();

        try (TrainingProgress progress = new TrainingProgress(screen.terminal())) {
            progress.onStart(MetricsFileTests.Plans.starting());
            progress.onStep(new StepReport(1, 3.5, 1.5, 5e-5, 100_000, Duration.ofSeconds(1)));
            progress.onStep(new StepReport(2, 3.5, 1.5, 5e-5, 100_000, Duration.ofSeconds(3)));
        }

        List<String> bars = screen.err().lines().flatMap((line) -> Arrays.stream(line.split("\r"))).toList();
        assertThat(bars).allSatisfy((bar) -> assertThat(bar).hasSizeLessThan(80))
            .last(InstanceOfAssertFactories.STRING)
            .contains("2/40", "loss 3.500, 50000 tokens/s");
    }

    @Test
    void showsNoBarIfNoStepIsLeft() {
        CapturedTerminal screen = CapturedTerminal.screen();
        try (TrainingProgress progress = new TrainingProgress(screen.terminal())) {
            progress.onStart(MetricsFileTests.Plans.resuming(41, new TrainingHistory(List.of(), List.of())));
        }

        assertThat(screen.err()).endsWith("4 examples held out\n");
    }

    @Test
    void saysWhereARunResumes() {
        CapturedTerminal pipes = CapturedTerminal.pipes("");
        try (TrainingProgress progress = new TrainingProgress(pipes.terminal())) {
            progress.onStart(MetricsFileTests.Plans.resuming(11, new TrainingHistory(List.of(), List.of())));
        }

        assertThat(pipes.err()).endsWith("resumes at step 11 of 40\n");
    }

    private static void run(CapturedTerminal terminal) {
        try (TrainingProgress progress = new TrainingProgress(terminal.terminal())) {
            progress.onStart(MetricsFileTests.Plans.starting());
            for (int step = 1; step <= 10; step++) {
                progress.onStep(new StepReport(step, 3.5, 1.5, 5e-5, 1024, Duration.ofSeconds(2)));
            }
            progress.onLog(new LogReport(10, 0.5, 3.25, 1.5, 5e-5, 1234.56));
            progress.onEvaluation(new EvaluationReport(10, 0.5, 3, 0.375), true);
            progress.onCheckpoint(10, Path.of("tuned/checkpoint-10"));
        }
    }

}

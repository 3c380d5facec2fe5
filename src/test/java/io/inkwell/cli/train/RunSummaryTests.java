package io.inkwell.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.inkwell.training.EvaluationReport;
import io.inkwell.training.StepTotals;
import io.inkwell.training.TrainingHistory;
import io.inkwell.training.TrainingResult;
import io.inkwell.training.TrainingResult.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class RunSummaryTests {

    private static final Path OUTPUT = Path.of("tuned");

    private Optional<String> base = Optional.empty();

    private StepTotals steps = StepTotals.NONE;

    private List<EvaluationReport> evaluations = List.of();

    @Test
    void saysWhatARunAchievedAndHowToServeIt() {
        run(new EvaluationReport(0, 0, Math.log(60), 0.2), new EvaluationReport(2, 1, Math.log(20), 0.4));

        assertThat(summary(Outcome.FINISHED).completed()).isEqualTo("""
                perplexity    60.00 -> 20.00 on the held-out text
                time          3 steps in 6.0 s, 512 tokens/s
                model         tuned, the best evaluation, step 2
                serve it      java -jar inkwell.jar serve tuned
                curves        tuned/loss.html
                """);
    }

    @Test
    void namesNoPerplexityWithoutEvaluation() {
        run();

        assertThat(summary(Outcome.FINISHED).completed()).startsWith("time  ").contains("model         tuned\n");
    }

    @Test
    void namesNoSpeedWithoutSteps() {
        this.evaluations = List.of(new EvaluationReport(3, 1, Math.log(20), 0.4));

        assertThat(summary(Outcome.FINISHED).completed()).contains("time          no new steps\n");
    }

    @Test
    void saysHowToContinueAnInterruptedRun() {
        run();

        assertThat(summary(Outcome.CANCELLED).interrupted()).isEqualTo("""
                interrupted   after step 3; 3 steps in 6.0 s, 512 tokens/s
                checkpoint    tuned/checkpoint-3
                continue      the same command with --resume
                model         tuned has no model yet: resume the run, or serve tuned/checkpoint-3
                """);
    }

    @Test
    void namesTheBaseModelOfAnAdapter() {
        this.base = Optional.of("openai-community/gpt2");
        run();

        assertThat(summary(Outcome.FINISHED).completed()).contains("""
                adapter       tuned
                merge it      java -jar inkwell.jar merge openai-community/gpt2 tuned OUTPUT
                """);
        assertThat(summary(Outcome.CANCELLED).interrupted()).contains("""
                adapter       tuned has no adapter yet: resume the run, or merge tuned/checkpoint-3
                """);
    }

    @Test
    void advisesToStartAgainAfterDivergence() {
        assertThat(new DivergedException(result(Outcome.DIVERGED), 1e-3, false)).hasMessageEndingWith(
                "The last checkpoint is tuned/checkpoint-3. Start a new run with another --output, from the same "
                        + "model or with --model tuned/checkpoint-3, with a --learning-rate smaller than 0.00100");
        assertThat(new DivergedException(result(Outcome.DIVERGED), 1e-3, true))
            .hasMessageEndingWith("Start a new run with another --output, with a --learning-rate smaller than 0.00100");
    }

    @Test
    void saysThatAResumedRunWasComplete() {
        assertThat(summary(Outcome.FINISHED).unchanged()).isEqualTo("nothing left to do: tuned has all 3 steps\n");
        assertThat(summary(Outcome.STOPPED_EARLY).unchanged())
            .isEqualTo("nothing left to do: tuned stopped early, after step 3\n");
    }

    @Test
    void showsSamplesOnOneLineEach() {
        Sample tuned = new Sample("Once\n\nmore", "greedy", " upon\n a time", " more\n\nwe");
        Sample fresh = new Sample("Once", "greedy", null, " a");
        Sample blank = new Sample("Once", "greedy", "", " \n ");

        assertThat(RunSummary.of(List.of(tuned))).isEqualTo("""
                "Once more", greedy
                  before      upon a time
                  after       more we

                """);
        assertThat(RunSummary.of(List.of(fresh))).isEqualTo("""
                "Once", greedy
                  after       a

                """);
        assertThat(RunSummary.of(List.of(blank))).isEqualTo("""
                "Once", greedy
                  before      (blank)
                  after       (blank)

                """);
    }

    private void run(EvaluationReport... evaluations) {
        this.steps = new StepTotals(3, 3 * 1024, Duration.ofSeconds(6));
        this.evaluations = List.of(evaluations);
    }

    private RunSummary summary(Outcome outcome) {
        return new RunSummary(result(outcome), OUTPUT, this.base);
    }

    private TrainingResult result(Outcome outcome) {
        Path checkpoint = OUTPUT.resolve("checkpoint-3");
        return new TrainingResult(outcome, 3, Optional.empty(), new TrainingHistory(List.of(), this.evaluations),
                this.steps, outcome.isComplete() ? Optional.of(OUTPUT) : Optional.empty(), Optional.of(checkpoint));
    }

}

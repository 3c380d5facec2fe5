package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.training.EvaluationReport;
import io.inkwell.training.LogReport;
import io.inkwell.training.TrainingHistory;
import io.inkwell.training.TrainingPlan;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsFileTests {

    private static final LogReport LOG = new LogReport(10, 0.5, 3.25, 1.5, 5e-5, 1234.56);

    private static final EvaluationReport EVALUATION = new EvaluationReport(20, 1, 3, 0.375);

    @TempDir
    private Path folder;

    @Test
    void hasARowForEachReport() throws IOException {
        Path file = this.folder.resolve("metrics.csv");
        MetricsFile metrics = new MetricsFile(file);

        metrics.onStart(Plans.starting());
        metrics.onLog(LOG);
        metrics.onEvaluation(EVALUATION, true);

        assertThat(Files.readAllLines(file)).containsExactly(
                "step,epoch,loss,perplexity,learning_rate,gradient_norm,tokens_per_second,eval_loss,eval_perplexity,"
                        + "eval_accuracy",
                "10,0.5000,3.250000,25.7903,5.00000e-05,1.500000,1234.6,,,",
                "20,1.0000,,,,,,3.000000,20.0855,0.375000");
    }

    @Test
    void resumedRunHasItsEarlierRows() throws IOException {
        Path file = Files.writeString(this.folder.resolve("metrics.csv"), "rows of steps that are repeated");

        new MetricsFile(file).onStart(
                Plans.resuming(11, new TrainingHistory(List.of(LOG), List.of(new EvaluationReport(0, 0, 4, 0.25)))));

        assertThat(Files.readAllLines(file)).hasSize(3)
            .anySatisfy((row) -> assertThat(row).startsWith("10,"))
            .anySatisfy((row) -> assertThat(row).startsWith("0,0.0000,,,,,,4.000000"));
    }

    /** Plans of runs. */
    static final class Plans {

        private Plans() {
        }

        static TrainingPlan starting() {
            return resuming(1, new TrainingHistory(List.of(), List.of()));
        }

        static TrainingPlan resuming(long firstStep, TrainingHistory history) {
            return new TrainingPlan(firstStep, 40, 20, 80, 20_480, 4, history, List.of("a notice"));
        }

    }

}

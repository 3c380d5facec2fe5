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
    void resumedRunHasTheRowsOfAnUninterruptedRunInItsOrder() throws IOException {
        List<LogReport> logs = List.of(log(10), log(20), log(30));
        List<EvaluationReport> evaluations = List.of(evaluation(0), evaluation(20), evaluation(30));
        Path uninterrupted = this.folder.resolve("uninterrupted.csv");
        MetricsFile metrics = new MetricsFile(uninterrupted);
        metrics.onStart(Plans.starting());
        metrics.onEvaluation(evaluations.get(0), false);
        metrics.onLog(logs.get(0));
        metrics.onLog(logs.get(1));
        metrics.onEvaluation(evaluations.get(1), true);
        metrics.onLog(logs.get(2));
        metrics.onEvaluation(evaluations.get(2), true);

        Path resumed = Files.writeString(this.folder.resolve("resumed.csv"), "rows of steps that are repeated");
        metrics = new MetricsFile(resumed);
        metrics.onStart(Plans.resuming(21, new TrainingHistory(logs.subList(0, 2), evaluations.subList(0, 2))));
        metrics.onLog(logs.get(2));
        metrics.onEvaluation(evaluations.get(2), true);

        assertThat(resumed).hasSameTextualContentAs(uninterrupted);
    }

    private static LogReport log(long step) {
        return new LogReport(step, 0.5, 3.25, 1.5, 5e-5, 1234.56);
    }

    private static EvaluationReport evaluation(long step) {
        return new EvaluationReport(step, 0.5, 4, 0.25);
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

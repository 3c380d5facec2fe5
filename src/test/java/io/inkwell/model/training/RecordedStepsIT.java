package io.inkwell.model.training;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares training with transformers and torch. */
class RecordedStepsIT {

    private static final double TOLERANCE = 1e-4;

    static Stream<RecordedRun> runs() {
        return RecordedRun.all();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void stepsEqualThoseOfTorch(RecordedRun recorded) throws IOException {
        List<JsonNode> steps = recorded.steps();
        try (Gpt2Training training = recorded.open()) {
            assertSame(training.evaluate(recorded.heldOut()), recorded.evaluation("before"));
            for (int step = 0; step < steps.size(); step++) {
                StepResult result = training.step(recorded.batch(step), recorded.options(step));

                assertThat(result.applied()).isTrue();
                assertThat(result.loss()).as("loss of step %s", step + 1)
                    .isCloseTo(steps.get(step).get("loss").doubleValue(), within(TOLERANCE));
                double norm = steps.get(step).get("norm").doubleValue();
                assertThat(result.gradientNorm()).as("norm of step %s", step + 1)
                    .isCloseTo(norm, within(TOLERANCE * Math.max(1, norm)));
            }
            assertSame(training.evaluate(recorded.heldOut()), recorded.evaluation("after"));
        }
    }

    private static void assertSame(EvaluationResult result, EvaluationResult expected) {
        // The perplexity, its exponential, may differ by a thousandth.
        assertThat(result.meanLoss()).isCloseTo(expected.meanLoss(), within(1e-3));
        assertThat(result.numTargets()).isEqualTo(expected.numTargets());
        assertThat(result.numCorrect()).isEqualTo(expected.numCorrect());
    }

}

package io.inkwell.training;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrainingOptionsTests {

    private static final Path TEXT = Path.of("text.txt");

    @Test
    void namesTheOptionTheRuleAndTheValue() {
        assertRejected(() -> new DataOptions(TEXT, null, 100, 8),
                "--eval-split must be from 0 to less than 100; given: 100.0");
        assertRejected(() -> new DataOptions(TEXT, null, 5, 1), "--block-size must be at least 2; given: 1");
        assertRejected(() -> batches(0, 1, 1), "--batch-size must be from 1 to 256; given: 0");
        assertRejected(() -> batches(1, 0, 1), "--accumulation must be from 1 to 4096; given: 0");
        assertRejected(() -> batches(1, 1, 0), "--epochs must be above 0 and at most 10000; given: 0.0");
        assertRejected(() -> new BatchOptions(1, 1, 1, OptionalLong.of(0)),
                "--max-steps must be from 1 to 100000000; given: 0");
        assertRejected(() -> intervals(0, 1), "--log-steps must be at least 1; given: 0");
        assertRejected(() -> intervals(1, -3), "--patience must be at least 1; given: -3");
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
    void acceptsAPositiveLearningRateOnly(double rate) {
        assertRejected(() -> new OptimizerOptions(rate, 0.9, 0.999, 1e-8, 0, 1, 0, 0),
                "--learning-rate must be a finite number above 0; given: " + rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = { -0.1, 1, Double.NaN })
    void acceptsAFractionAsDropoutOnly(double dropout) {
        assertRejected(() -> new OptimizerOptions(1e-4, 0.9, 0.999, 1e-8, 0, 1, 0, dropout),
                "--dropout must be from 0 to less than 1; given: " + dropout);
    }

    @ParameterizedTest
    @ValueSource(doubles = { -1, 1.5, Double.NaN, Double.POSITIVE_INFINITY })
    void acceptsStepsOrAFractionAsWarmUp(double warmup) {
        assertRejected(() -> new ScheduleOptions(ScheduleOptions.Decay.LINEAR, warmup),
                "--warmup must be a number of steps, or a fraction below 1; given: " + warmup);
    }

    @Test
    void limitsTheBlockSizeToTheContext() {
        DataOptions data = new DataOptions(TEXT, null, 5, 513);

        data.requireFit(1024);

        assertRejected(() -> data.requireFit(512),
                "--block-size must be at most 512, the context of the model; given: 513");
    }

    @Test
    void hasABlockSizeThatFitsTheModel() {
        assertThat(DataOptions.defaultBlockSize(1024)).isEqualTo(256);
        assertThat(DataOptions.defaultBlockSize(64)).isEqualTo(64);
    }

    @Test
    void doesNotLimitTheGradientNormAtZero() {
        assertThat(new OptimizerOptions(1e-4, 0.9, 0.999, 1e-8, 0, 0, 0, 0).gradientNormLimit()).isInfinite();
        assertThat(OptimizerOptions.DEFAULT.gradientNormLimit()).isEqualTo(1);
    }

    @Test
    void countsStepsThatReplaceTheEpochs() {
        BatchOptions replaced = new BatchOptions(1, 1, 3, OptionalLong.of(7));

        assertThat(TestOptions.of(TEXT, 1).withBatches(replaced).options().fixedOnResume())
            .containsEntry("--max-steps", "7")
            .doesNotContainKey("--epochs");
    }

    private static BatchOptions batches(int batchSize, int accumulation, double epochs) {
        return new BatchOptions(batchSize, accumulation, epochs, OptionalLong.empty());
    }

    private static IntervalOptions intervals(int logSteps, int patience) {
        return new IntervalOptions(logSteps, OptionalInt.empty(), OptionalInt.empty(), 2, OptionalInt.of(patience));
    }

    private static void assertRejected(ThrowingCallable creation, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(creation).withMessage(message);
    }

}

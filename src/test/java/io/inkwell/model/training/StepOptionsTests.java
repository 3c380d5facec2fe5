package io.inkwell.model.training;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StepOptionsTests {

    @Test
    void gradientNormMayBeUnlimited() {
        assertThat(options(1, 0.9, Double.POSITIVE_INFINITY, 0).maxGradientNorm()).isInfinite();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "NaN | 0.9 | 1 | 0 | learningRate must be a finite number of at least 0; given: NaN",
                    "-1 | 0.9 | 1 | 0 | learningRate must be a finite number of at least 0; given: -1.0",
                    "1 | 1 | 1 | 0 | beta1 must be at least 0 and below 1; given: 1.0",
                    "1 | 0.9 | 0 | 0 | maxGradientNorm must be above 0; given: 0.0",
                    "1 | 0.9 | 1 | 1 | dropout must be at least 0 and below 1; given: 1.0" })
    void rejectsValuesOutsideTheirRange(double learningRate, double beta1, double maxNorm, double dropout,
            String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> options(learningRate, beta1, maxNorm, dropout))
            .withMessage(message);
    }

    private static StepOptions options(double learningRate, double beta1, double maxNorm, double dropout) {
        return new StepOptions(learningRate, beta1, 0.999, 1e-8, 0, maxNorm, 0, dropout, 1, 0);
    }

}

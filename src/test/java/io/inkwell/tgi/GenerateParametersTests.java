package io.inkwell.tgi;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GenerateParametersTests {

    @Test
    void bestOfHasAMaximum() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> sampled(5).check(false, 4))
            .withMessage("best_of must be from 1 to 4; given: 5")
            .satisfies((rejection) -> assertThat(rejection.param()).isEqualTo("best_of"));

        sampled(4).check(false, 4);
    }

    private static GenerateParameters sampled(int bestOf) {
        return new GenerateParameters(null, bestOf, null, null, true, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null);
    }

}

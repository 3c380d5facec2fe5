package io.inkwell.explanation;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class LimitTests {

    private final Limit limit = new Limit("inkwell.explain.max-top", 3);

    @Test
    void acceptsValuesWithinLimit() {
        assertThatNoException().isThrownBy(() -> {
            this.limit.require("top", 1, 1);
            this.limit.require("top", 3, 1);
            this.limit.requireResponse("numbers", 3, "request less");
        });
    }

    @Test
    void errorNamesFieldRangeSettingAndValue() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.limit.require("top", 4, 1))
            .withMessage("top must be from 1 to 3 (inkwell.explain.max-top); given: 4")
            .satisfies((rejection) -> assertThat(rejection.param()).isEqualTo("top"));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.limit.require("top", "the top", 0, 1))
            .withMessage("the top must be from 1 to 3 (inkwell.explain.max-top); given: 0");
    }

    @Test
    void errorForTooLargeResponseNamesRemedy() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.limit.requireResponse("numbers", 4, "request less"))
            .withMessage(
                    "the response would contain 4 numbers, but the limit is 3 (inkwell.explain.max-top): request less")
            .satisfies((rejection) -> assertThat(rejection.kind()).isEqualTo(ErrorKind.PAYLOAD_TOO_LARGE));
    }

}

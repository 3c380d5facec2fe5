package io.inkwell.finetuning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageRequestTests {

    @Test
    void emptyParametersCountAsAbsent() {
        assertThat(PageRequest.of("", "", "", 20, 100)).isEqualTo(new PageRequest(null, 20, false));
        assertThat(PageRequest.of("a", "7", "asc", 20, 100)).isEqualTo(new PageRequest("a", 7, true));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "101", "1.5", "many", "99999999999" })
    void rejectsALimitOutOfRange(String limit) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> PageRequest.of(null, limit, null, 20, 100))
            .withMessageStartingWith("limit must be an integer from 1 to 100; given: ")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("limit"));
    }

    @Test
    void rejectsAnUnknownOrder() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> PageRequest.of(null, null, "up", 20, 100))
            .withMessage("order must be asc or desc; given: another string");
    }

}

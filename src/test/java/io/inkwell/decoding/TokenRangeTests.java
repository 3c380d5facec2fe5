package io.inkwell.decoding;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenRangeTests {

    private final TokenRange range = new TokenRange(3);

    @Test
    void acceptsTheFirstAndTheLastId() {
        this.range.require("ids", List.of(0, 2));
        this.range.require("ids", new int[] { 0, 2 });
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE })
    void rejectsAnyOtherId(int id) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.range.require("ids", List.of(1, id)))
            .withMessage("ids must contain token ids from 0 to 2; given: " + id)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("ids"));
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.range.require("ids", new int[] { 1, id }))
            .withMessage("ids must contain token ids from 0 to 2; given: " + id);
    }

}

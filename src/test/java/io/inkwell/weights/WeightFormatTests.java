package io.inkwell.weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WeightFormatTests {

    @ParameterizedTest
    @CsvSource({ "JSON, 1000, 1000", "PNG, 4096, 4096", "F32, 50257, 1600", "NPY, 50257, 1600" })
    void acceptsMatrixWithinLimit(WeightFormat format, int rows, int columns) {
        assertThatCode(() -> format.requireFits(block(rows, columns))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({ "JSON, 1000, 1001, to 1000000 numbers for format json",
            "PNG, 4096, 4097, to 16777216 numbers for format png" })
    void rejectsLargerMatrix(WeightFormat format, int rows, int columns, String limit) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> format.requireFits(block(rows, columns)))
            .withMessageContaining(limit)
            .withMessageEndingWith("given: " + rows + " x " + columns);
    }

    @Test
    void knowsLengthOfUncompressedFormats() {
        assertThat(WeightFormat.F32.numBytes(block(50257, 1600))).isEqualTo(50257L * 1600 * 4);
        assertThat(WeightFormat.NPY.numBytes(block(2, 3))).isEqualTo(128 + 24);
        assertThat(WeightFormat.JSON.numBytes(block(2, 3))).isNegative();
    }

    private static WeightMatrix block(int rows, int columns) {
        return new WeightBlock(new WeightSlice(0, rows, 1), new WeightSlice(0, columns, 1));
    }

}

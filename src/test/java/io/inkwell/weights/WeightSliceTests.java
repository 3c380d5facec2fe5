package io.inkwell.weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WeightSliceTests {

    @ParameterizedTest
    @CsvSource({ "0:300, 0:300:1, 300", "2:, 2:512:1, 510", ":5, 0:5:1, 5", ":, 0:512:1, 512", "0:10:3, 0:10:3, 4",
            "1:10:3, 1:10:3, 3", "511:512:900, 511:512:900, 1" })
    void parsesPythonSlices(String text, String whole, int size) {
        WeightSlice slice = WeightSlice.parse("rows", text, 512);

        assertThat(slice.text()).isEqualTo(whole);
        assertThat(slice.size()).isEqualTo(size);
        assertThat(slice.at(size - 1)).isBetween(slice.from(), slice.to() - 1);
    }

    @Test
    void defaultsToWholeAxis() {
        assertThat(WeightSlice.parse("rows", null, 512)).isEqualTo(new WeightSlice(0, 512, 1));
    }

    @ParameterizedTest
    @CsvSource({ "0:513, 0:513", "5:5, 5:5", "6:5, 6:5", "0:5:0, 0:5:0", "-1:5, another string", "5, another string",
            "0:9999999999, another string", "'', another string", "a:b, another string" })
    void rejectsSliceOutOfRange(String text, String shown) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> WeightSlice.parse("rows", text, 512))
            .withMessage("rows must be from:to or from:to:step, not empty and within 0:512; given: " + shown)
            .satisfies((rejection) -> assertThat(rejection.param()).isEqualTo("rows"));
    }

}

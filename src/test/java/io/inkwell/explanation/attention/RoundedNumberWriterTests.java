package io.inkwell.explanation.attention;

import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RoundedNumberWriterTests {

    @ParameterizedTest
    @CsvSource({ "0, 0", "-0.0, 0", "1, 1", "0.5, 0.5", "-0.25, -0.25", "0.123456, 0.12346", "0.000004, 0",
            "-0.000006, -0.00001", "12345.67, 12345.66992", "-3.1, -3.1", "999999, 999999", "1e10, 1.0E10",
            "-Infinity, null" })
    void writesAtMostFiveDecimals(float number, String written) {
        assertThat(write(new float[] { number }, 1)).isEqualTo("[" + written + "]");
    }

    @Test
    void rejectsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> write(new float[] { Float.NaN }, 1))
            .withMessageStartingWith("the model produced NaN in the response");
    }

    @Test
    void nestsListsInAxisOrder() {
        assertThat(write(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 1, 2)).isEqualTo("[[[1,2]],[[3,4]],[[5,6]]]");
    }

    private static String write(float[] numbers, int... shape) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            new RoundedNumberWriter(json).write(numbers, 0, shape);
        }
        return text.toString();
    }

}

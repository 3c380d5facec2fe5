package io.inkwell.web.fields;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.Failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FiniteNumbersTests {

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new FiniteNumbers()).build();

    private record Answer(float logprob, Double entropy, float[] embedding, List<Float> scores) {
    }

    @Test
    void writesFiniteNumbersUnchanged() {
        assertThat(JSON.writeValueAsString(new Answer(-0.5f, 1e-9, new float[] { 1, 2 }, List.of(3f))))
            .isEqualTo("{\"logprob\":-0.5,\"entropy\":1.0E-9,\"embedding\":[1.0,2.0],\"scores\":[3.0]}");
        assertThat(JSON.writeValueAsString(new double[] { 0.25 })).isEqualTo("[0.25]");
    }

    static Stream<Object> answers() {
        return Stream.of(new Answer(Float.NaN, 0.0, new float[0], List.of()),
                new Answer(0, Double.POSITIVE_INFINITY, new float[0], List.of()),
                new Answer(0, 0.0, new float[] { 1, Float.NEGATIVE_INFINITY }, List.of()),
                new Answer(0, 0.0, new float[0], List.of(1f, Float.NaN)), Map.of("x", Double.NaN),
                new double[] { Double.NaN });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void failsOnNanAndInfinity(Object answer) {
        assertThatThrownBy(() -> JSON.writeValueAsString(answer))
            .isInstanceOfAny(JacksonException.class, ServiceException.class)
            .satisfies((thrown) -> {
                ServiceException told = Failures.toServiceException(thrown);
                assertThat(told.kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
                assertThat(told)
                    .hasMessageMatching("the model produced (NaN|-?Infinity) in the response; check the weights, .+");
            });
    }

}

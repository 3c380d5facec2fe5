package io.inkwell.decoding;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.inkwell.decoding.SamplingParams.Builder;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SamplingParamsTests {

    @Test
    void defaultsAreNeutral() {
        assertThat(SamplingParams.DEFAULT).isEqualTo(neutral(1));
        assertThat(SamplingParams.DEFAULT.isGreedy()).isFalse();
    }

    @Test
    void temperatureZeroIsGreedy() {
        assertThat(SamplingParams.GREEDY).isEqualTo(neutral(0));
        assertThat(SamplingParams.GREEDY.isGreedy()).isTrue();
    }

    @Test
    void takesTheEndsOfEveryRange() {
        SamplingParams params = SamplingParams.builder()
            .temperature(2)
            .topK(1)
            .topP(1)
            .repetitionPenalty(0.01f)
            .presencePenalty(-2)
            .frequencyPenalty(2)
            .build();
        assertThat(params)
            .isEqualTo(new SamplingParams(2, 1, 1, 0, 1, 0, 0, 0.01f, -2, 2, 0, Map.of(), Set.of(), List.of()));
    }

    @Test
    void namesTheFieldTheRuleAndTheValue() {
        assertRejected(SamplingParams.builder().temperature(2.1f), "temperature",
                "temperature must be in [0, 2]; given: 2.1");
        assertRejected(SamplingParams.builder().topK(-1), "top_k", "top_k must be at least 0; given: -1");
        assertRejected(SamplingParams.builder().topP(1.5f), "top_p", "top_p must be in (0, 1]; given: 1.5");
        assertRejected(SamplingParams.builder().topP(0), "top_p", "top_p must be in (0, 1]; given: 0.0");
        assertRejected(SamplingParams.builder().repetitionPenalty(0), "repetition_penalty",
                "repetition_penalty must be in [0.01, 100]; given: 0.0");
        assertRejected(SamplingParams.builder().presencePenalty(-2.5f), "presence_penalty",
                "presence_penalty must be in [-2, 2]; given: -2.5");
        assertRejected(SamplingParams.builder().frequencyPenalty(3), "frequency_penalty",
                "frequency_penalty must be in [-2, 2]; given: 3.0");
    }

    @Test
    void rejectsWhatIsNoNumber() {
        assertRejected(SamplingParams.builder().temperature(Float.NaN), "temperature",
                "temperature must be in [0, 2]; given: NaN");
        assertRejected(SamplingParams.builder().topP(Float.NaN), "top_p", "top_p must be in (0, 1]; given: NaN");
        assertRejected(SamplingParams.builder().repetitionPenalty(Float.POSITIVE_INFINITY), "repetition_penalty",
                "repetition_penalty must be in [0.01, 100]; given: Infinity");
        assertRejected(SamplingParams.builder().presencePenalty(Float.NaN), "presence_penalty",
                "presence_penalty must be in [-2, 2]; given: NaN");
    }

    private static SamplingParams neutral(float temperature) {
        return new SamplingParams(temperature, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, Map.of(), Set.of(), List.of());
    }

    private static void assertRejected(Builder builder, String param, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(builder::build)
            .withMessage(message)
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(param))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }

}

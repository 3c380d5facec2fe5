package io.inkwell.api;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Errors name the field, the rule and the value. */
class OptionsTests {

    @ParameterizedTest
    @MethodSource("invalidCompletions")
    void completionOptionsNameWhatIsWrong(UnaryOperator<CompletionOptions.Builder> change, String message) {
        CompletionOptions.Builder builder = change.apply(CompletionOptions.builder());

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    static Stream<Arguments> invalidCompletions() {
        return Stream.of(completion((builder) -> builder.maxTokens(-1), "maxTokens must be at least 0; given: -1"),
                completion((builder) -> builder.temperature(2.5), "temperature must be in [0, 2]; given: 2.5"),
                completion((builder) -> builder.temperature(Double.NaN), "temperature must be in [0, 2]; given: NaN"),
                completion((builder) -> builder.topK(-1), "topK must be at least 0; given: -1"),
                completion((builder) -> builder.topP(1.1), "topP must be in [0, 1]; given: 1.1"),
                completion((builder) -> builder.minP(-0.1), "minP must be in [0, 1]; given: -0.1"),
                completion((builder) -> builder.repetitionPenalty(0),
                        "repetitionPenalty must be in [0.01, 100]; given: 0.0"),
                completion((builder) -> builder.presencePenalty(3), "presencePenalty must be in [-2, 2]; given: 3.0"),
                completion((builder) -> builder.frequencyPenalty(-3),
                        "frequencyPenalty must be in [-2, 2]; given: -3.0"),
                completion((builder) -> builder.numBeams(0), "numBeams must be from 1 to 64; given: 0"),
                completion((builder) -> builder.numBeams(2).format(OutputFormat.jsonObject()),
                        "numBeams must be 1 with a format; given: 2"),
                completion((builder) -> builder.stop("a", ""),
                        "stop must be texts of at least one character; given: [a, ]"),
                completion((builder) -> builder.logprobs(1001), "logprobs must be from 0 to 1000; given: 1001"));
    }

    private static Arguments completion(UnaryOperator<CompletionOptions.Builder> change, String message) {
        return arguments(change, message);
    }

    @ParameterizedTest
    @MethodSource("invalidModels")
    void modelOptionsNameWhatIsWrong(UnaryOperator<InkwellOptions.Builder> change, String message) {
        InkwellOptions.Builder builder = change.apply(InkwellOptions.builder());

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    static Stream<Arguments> invalidModels() {
        return Stream.of(
                model((builder) -> builder.device("gpu"),
                        "device must be auto, cpu, or a CUDA device such as cuda:0; given: gpu"),
                model((builder) -> builder.threads(-1), "threads must be at least 0; given: -1"),
                model((builder) -> builder.kvCacheBytes(-1), "kvCacheBytes must be at least 0; given: -1"));
    }

    private static Arguments model(UnaryOperator<InkwellOptions.Builder> change, String message) {
        return arguments(change, message);
    }

    @Test
    void modelMustNotBeBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Inkwell.open(" "))
            .withMessage("model must be \"embedded\", a folder, or the id of a model of the Hugging Face hub; "
                    + "given: \" \"");
    }

    @Test
    void limitsOfOptionsAreOptionsToo() {
        CompletionOptions options = CompletionOptions.builder()
            .maxTokens(0)
            .temperature(0)
            .topP(0)
            .minP(1)
            .numBeams(64)
            .logprobs(1000)
            .build();

        assertThat(options.toBuilder().build()).isEqualTo(options);
        assertThat(options.stop()).isEmpty();
        assertThat(options.seed()).isNull();
        assertThat(InkwellOptions.builder().device("cuda:3").build().device()).isEqualTo("cuda:3");
    }

}

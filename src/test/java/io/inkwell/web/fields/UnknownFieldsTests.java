package io.inkwell.web.fields;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;
import io.inkwell.web.BodyReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnknownFieldsTests {

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    @ParameterizedTest
    @CsvSource({ "temprature, temperature", "max_token, max_tokens", "maxTokens, max_tokens", "topP, top_p",
            "top-k, top_k", "frequencyPenalty, frequency_penalty", "stop_token_id, stop_token_ids",
            "presense_penalty, presence_penalty", "repitition_penalty, repetition_penalty", "max_new_token, max_tokens",
            "metdata, metadata", "logitbias, logit_bias", "Stop, stop", "respone_format, response_format",
            "toolz, tools", "guided_jsno, guided_json", "repeat_last, repeat_last_n", "stop_sequnce, stop" })
    void suggestsTheNearestName(String name, String nearest) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read("'%s': 1".formatted(name)))
            .withMessage(name + " is not a field of this request; did you mean " + nearest + "?")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "unheard_of", "nucleus_and_more" })
    void suggestsNothingIfNoNameIsNear(String name) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read("'%s': 1".formatted(name)))
            .withMessage(name + " is not a field of this request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            messages | /v1/chat/completions takes messages
            inputs   | /generate takes inputs
            """)
    void namesThePathThatTakesAField(String name, String path) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read("'%s': 1".formatted(name)))
            .withMessage(name + " is not a field of this request; " + path);
    }

    @Test
    void quotesAnEmptyName() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read("'': 1"))
            .withMessage("\"\" is not a field of this request")
            .satisfies((ex) -> assertThat(ex.param()).isEmpty());
    }

    @Test
    void rejectsUnknownFieldsOfNestedObjects() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read("'more': {'depht': 1}"))
            .withMessage("more.depht is not a field of this request; did you mean depth?")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("more.depht"));
    }

    @Test
    void truncatesLongNames() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read("'%s': 1".formatted("a".repeat(200))))
            .withMessage("a".repeat(64) + " is not a field of this request");
    }

    @Test
    void ignoresNullFields() {
        assertThat(read("'unheard_of': null, 'more': {'depht': null}")).isEqualTo(read("'more': {}"));
    }

    @Test
    void ignoresUnknownFieldsIfConfigured() {
        assertThat(BodyReader.read(JSON, "{\"unheard_of\": [1], \"other\": null, \"more\": {\"depht\": 1}}", Body.class,
                UnknownFields.IGNORE))
            .isEqualTo(read("'more': {}"));
    }

    @Test
    void alwaysRejectsUnsupportedFields() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> BodyReader.read(JSON, "{\"guided_regex\": \"a\"}", Body.class, UnknownFields.IGNORE))
            .withMessage("guided_regex is not supported; given: a string");
    }

    private static Body read(String fields) {
        return BodyReader.read(JSON, "{" + fields.replace('\'', '"') + "}", Body.class);
    }

    record More(@Nullable Integer depth) {
    }

    record Body(@Nullable Integer maxTokens, @Nullable More more, @JsonUnwrapped SamplingFields sampling,
            @JsonUnwrapped StopFields stops) {

    }

}

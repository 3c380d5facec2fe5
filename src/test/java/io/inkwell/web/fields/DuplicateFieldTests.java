package io.inkwell.web.fields;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;
import io.inkwell.web.BodyReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DuplicateFieldTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"n": 1, "n": 2}                                               | n
            {"n": 1, "n": 1}                                               | n
            {"n": null, "n": 1}                                            | n
            {"bias": {"7": 1, "7": 2}}                                     | bias.7
            {"messages": [{"role": "a"}, {"role": "a", "role": "b"}]}      | messages[1].role
            {"messages": [{"content": [{"text": "a", "text": {"b": 1}}]}]} | messages[0].content[0].text
            {"n": [[1], [{"a": [], "a": []}]]}                             | n[1][0].a
            """)
    void rejectsADuplicateFieldByPath(String body, String field) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> read(body, UnknownFields.REFUSE))
            .withMessage(field + " must occur once; given: more than once")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo(field));
    }

    @ParameterizedTest
    @EnumSource(UnknownFields.class)
    void rejectsADuplicateFieldEvenIfUnknownFieldsAreIgnored(UnknownFields unknown) {
        String name = "x".repeat(70);

        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> read("{\"%1$s\": 1, \"%1$s\": 2}".formatted(name), unknown))
            .withMessage("x".repeat(64) + " must occur once; given: more than once");
    }

    private static Body read(String body, UnknownFields unknown) {
        return BodyReader.read(JsonMapper.shared(), body, Body.class, unknown);
    }

    record Body(@Nullable Integer n, @Nullable JsonNode bias, @Nullable JsonNode messages) {

    }

}

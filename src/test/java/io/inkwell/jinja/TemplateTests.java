package io.inkwell.jinja;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Limits;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.TemplateFailure.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Templates by feature. {@code expressions.json} holds the results of Jinja2 3.1.6 in the
 * environment of transformers 5.18, recorded by {@code record.py} next to it.
 */
class TemplateTests {

    private static final JsonNode DATA = data();

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("templates")
    void matchesPythonJinja(String group, String template, JsonNode expected) {
        if (expected.has("text")) {
            assertThat(render(template)).isEqualTo(expected.path("text").stringValue());
            return;
        }
        assertThatExceptionOfType(TemplateFailure.class).isThrownBy(() -> render(template)).satisfies((failure) -> {
            assertThat(failure.kind() == Kind.SYNTAX).isEqualTo(expected.has("syntax"));
            assertThat(failure.kind()).isNotEqualTo(Kind.LIMIT);
            assertThat(failure.line()).isPositive();
            if (expected.has("undefined")) {
                assertThat(failure).hasMessage(expected.path("undefined").stringValue());
            }
        });
    }

    private static String render(String template) {
        Map<?, ?> variables = JsonMapper.shared().treeToValue(DATA.path("variables"), Map.class);
        Map<String, Object> all = new LinkedHashMap<>();
        variables.forEach((name, value) -> all.put(String.valueOf(name), value));
        all.put("raise_exception", (Callable) (arguments, budget) -> {
            throw TemplateFailure.raised(Printer.str(arguments.positional().get(0), budget));
        });
        return Template.parse(template).render(all, Limits.LARGEST);
    }

    private static Stream<Arguments> templates() {
        return DATA.path("groups")
            .properties()
            .stream()
            .flatMap((group) -> group.getValue()
                .valueStream()
                .map((each) -> arguments(group.getKey(), each.path("template").stringValue(), each)));
    }

    private static JsonNode data() {
        try (InputStream json = TemplateTests.class.getResourceAsStream("expressions.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(json));
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

}

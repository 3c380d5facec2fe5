package io.inkwell.jinja;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.fuzz.Fuzzer;
import io.inkwell.fuzz.Mutator;
import io.inkwell.jinja.value.Limits;
import io.inkwell.jinja.value.TemplateFailure;

import static org.assertj.core.api.Assertions.assertThat;

/** Damaged and hostile templates fail or render at a bounded cost. */
class TemplateFuzzTests {

    private static final Path RESOURCES = Path.of("src/test/resources/io/inkwell");

    private static final List<String> WORDS = List.of("{{ ", " }}", "{% ", " %}", "{%- ", " -%}", "{# ", " #}", "(",
            ")", "[", "]", "{", "}", "'", "\"", "\\", "|", "~", "+", "*", "**", "//", "%", "-", "not ", " is ", " in ",
            " and ", " if ", " else ", ":", ",", "=", "==", ".", "\n", "  ", "range(", "range(1000000)", "messages",
            "namespace(", "ns.s", "loop(", "loop.index", "m.content", "self.a()", "caller()", "varargs", "kwargs",
            "{% for m in messages %}", "{% for x in range(99999) recursive %}", "{% endfor %}", "{% if 1 %}",
            "{% endif %}", "{% set s = s ~ s %}", "{% set s = 'a' * 9999999 %}", "{% set l = l + l %}",
            "{% macro f(x) %}", "{% endmacro %}", "{{ f(f) }}", "{% call f() %}", "{% endcall %}", "{% raw %}",
            "{% endraw %}", "{% block a %}", "{% endblock %}", "{% filter upper %}", "{% endfilter %}",
            "{% generation %}", "{% autoescape true %}", "{% break %}", "{% continue %}", "{% include 'a' %}",
            " | tojson", " | list", " | join(s)", " | batch(3)", " | map('upper')", " | sort", " | groupby('role')",
            " | wordwrap(1)", " | indent(99999)", " | replace('a', 'aaaaaaaa')", " | pprint", " | urlize", " | e",
            " | unique", " | sum", ".replace('a', s)", ".join(l)", ".split('a')", ".format(s, s)", "'%99999d' % 1",
            "9 ** 999", "l * 99999", "s * 999999", "[::-1]", "lipsum()", "\u00e9", "\ud83d\ude42", "1e308", "0x");

    private static final Map<String, Object> VARIABLES = variables();

    @Test
    void damagedTemplates() throws IOException {
        Mutator templates = new Mutator(templates(), WORDS);

        new Fuzzer("template.jinja", TemplateFuzzTests::render).run(4, 3_000, templates::damaged);
    }

    private static List<byte[]> templates() throws IOException {
        List<byte[]> templates = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("chat/templates")).sorted()) {
            for (Path file : files.filter((each) -> each.toString().endsWith(".jinja")).toList()) {
                templates.add(Files.readAllBytes(file));
            }
        }
        JsonNode groups = JsonMapper.shared().readTree(RESOURCES.resolve("jinja/expressions.json")).path("groups");
        groups.forEach((group) -> group.forEach(
                (one) -> templates.add(one.path("template").asString("{{ s }}").getBytes(StandardCharsets.UTF_8))));
        assertThat(templates).hasSizeGreaterThan(100);
        return templates;
    }

    private static Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("messages",
                List.of(Map.of("role", "system", "content", "Be brief."),
                        Map.of("role", "user", "content", "<b>é</b> http://a.com ".repeat(100)),
                        Map.of("role", "assistant", "content", "a-".repeat(1000))));
        variables.put("s", "It is <b>a</b> ".repeat(50));
        variables.put("l", List.of(1, 2.5, "x", true));
        variables.put("add_generation_prompt", true);
        variables.put("bos_token", "<s>");
        variables.put("tools", null);
        return variables;
    }

    private static void render(byte[] input) {
        try {
            Template.parse(new String(input, StandardCharsets.UTF_8))
                .render(VARIABLES, Limits.forInput(Fuzzer.MAX_INPUT));
        }
        catch (TemplateFailure ex) {
            assertThat(ex.kind()).isNotNull();
        }
    }

}

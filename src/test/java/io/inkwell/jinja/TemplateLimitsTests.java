package io.inkwell.jinja;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.fuzz.Fuzzer;
import io.inkwell.jinja.value.Limits;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.TemplateFailure.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Templates that would take excessive time, memory or stack. */
class TemplateLimitsTests {

    private static final Duration HANG = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(strings = {
            "{% for a in range(100000) %}{% for b in range(100000) %}{% for c in range(100) %}{% endfor %}{% endfor %}{% endfor %}",
            "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
            "{% macro f(n) %}{{ f(n + 1) }}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
            "{% for x in [[]] recursive %}{{ loop([x]) }}{% endfor %}", "{{ 'a' * 1000000000 }}",
            "{{ [0] * 1000000000 }}", "{{ '%999999999d' % 1 }}", "{{ '%.999999999f' % 1.5 }}",
            "{{ '{:999999999}'.format(1) }}", "{{ 'a'.ljust(1000000000) }}", "{{ 'a' | center(1000000000) }}",
            "{{ 'a' | indent(1000000000) }}", "{{ 9 ** 99999 }}", "{{ [1] | batch(1000000000, 0) | list }}",
            "{{ [1] | slice(1000000000) | list }}", "{{ [1] | tojson(indent=1000000000) }}",
            "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
            "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
            "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
            "{% set ns = namespace(l=[1], m=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}"
                    + "{% set ns.m = [ns.m, ns.m] %}{% endfor %}{{ ns.l == ns.m }}",
            "{% set ns = namespace() %}{% set ns.me = ns %}{{ ns }}",
            "{% set s = 'a' * 1000000 %}{% for i in range(100000) %}{{ (s | reverse)[0] }}{% endfor %}",
            "{% set s = 'a' * 1000000 %}{% for i in range(100000) %}{% if ('a' * 9999 ~ 'b') in s %}{% endif %}{% endfor %}",
            "{% set s = 'x' * 9000000 %}{% for i in range(100000) %}{{ s }}{% endfor %}",
            "{% for i in range(100000) %}{% for j in range(100000) %}{% if i == j %}{% continue %}{% endif %}{% endfor %}{% endfor %}",
            "{{ ('a' * 9000000) | wordwrap(1) }}", "{{ ('a-' * 4000000) | wordwrap(1) }}",
            "{{ ('a b ' * 4000000) | wordwrap(2, wrapstring='x' * 1000) }}", "{{ lipsum(n=10 ** 9) }}",
            "{{ lipsum(1, false, 10 ** 8, 10 ** 9) }}", "{{ 'a'.center(10 ** 9) }}", "{{ ('<' * 9000000) | e }}",
            "{{ ('<' * 9000000) | forceescape }}", "{{ ('<b>' * 3000000) | striptags }}",
            "{{ ('<!---->' * 2000000) | striptags }}", "{{ ('a@' * 500000) | urlize }}",
            "{{ ('http://a.com/' * 500000) | urlize }}", "{{ ('http://a.com ' * 1000000) | urlize }}",
            "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l | pprint }}",
            "{{ {'a': '<' * 9000000} | xmlattr }}", "{{ (1).to_bytes(10 ** 9, 'big') }}",
            "{{ ('a' * 9000000).encode('utf-32') }}", "{{ '{:0999999999,}'.format(1) }}",
            "{{ (('<' * 9000000) | safe) ~ (('<' * 9000000) | safe) }}", "{{ ('%s' | safe) % ('<' * 9000000) }}",
            "{{ ('{}' | safe).format('<' * 9000000) }}",
            "{% macro f() %}{{ self.a() }}{% endmacro %}{% block a %}{{ self.a() }}{% endblock %}",
            "{% autoescape true %}{{ '<' * 9000000 }}{% endautoescape %}" })
    void enforcesLimits(String template) {
        Fuzzer atBoundedCost = new Fuzzer("template.jinja",
                (input) -> assertThatExceptionOfType(TemplateFailure.class)
                    .isThrownBy(() -> Template.parse(template).render(Map.of(), Limits.forInput(Fuzzer.MAX_INPUT)))
                    .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.LIMIT)));

        assertTimeoutPreemptively(HANG, () -> atBoundedCost.read(template.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "(", "[", "{1: ", "-", "not ", "a[", "a(", "1 + (", "{{ " })
    void rejectsDeepNesting(String open) {
        assertTimeoutPreemptively(HANG,
                () -> assertThatExceptionOfType(TemplateFailure.class)
                    .isThrownBy(() -> Template.parse("{{ " + open.repeat(100_000)))
                    .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(Kind.SYNTAX)));
    }

    @ParameterizedTest
    @ValueSource(strings = { " + 1", " ~ 1", " and 1", " or 1", ".a", "[0]", " | d", " == 1", " is defined", "()",
            " if 1 else 1" })
    void handlesLongChains(String link) {
        assertTimeoutPreemptively(HANG, () -> {
            try {
                Template.parse("{{ 1" + link.repeat(100_000) + " }}").render(Map.of(), Limits.LARGEST);
            }
            catch (TemplateFailure ex) {
                assertThat(ex.getMessage()).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{%", "{#", "{{ '", "{% raw %}", "{% raw %}{% ", "{# #}", "{{ 1 }}\n", "\n   ",
            "{{ a", "}}", "{%- if 1 -%}   {%- endif -%}", "1_", "{{ 0 }}" })
    void parsesInLinearTime(String part) {
        assertTimeoutPreemptively(HANG, () -> {
            try {
                Template.parse(part.repeat(1_000_000 / part.length()));
            }
            catch (TemplateFailure ex) {
                assertThat(ex.kind()).isEqualTo(Kind.SYNTAX);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "wordwrap", "wordwrap(break_on_hyphens=false)", "striptags", "urlize", "pprint", "e",
            "title", "xmlattr", "random", "filesizeformat" })
    void filtersALongString(String filter) {
        assertTimeoutPreemptively(HANG, () -> {
            for (String part : new String[] { "a", "-", "<", "a-b ", "&amp;", ")", "a.", "a@b.", "\n", "'" }) {
                try {
                    Template.parse("{{ text | " + filter + " }}")
                        .render(Map.of("text", part.repeat(1_000_000)), Limits.LARGEST);
                }
                catch (TemplateFailure ex) {
                    assertThat(ex.getMessage()).isNotEmpty();
                }
            }
        });
    }

    @Test
    void rendersALongConversation() {
        String text = "a".repeat(1_000_000);

        assertThat(Template.parse("{% for m in messages %}{{ m.content | trim }}{% endfor %}")
            .render(Map.of("messages", List.of(Map.of("content", text), Map.of("content", text))), Limits.LARGEST))
            .hasSize(2_000_000);
    }

}

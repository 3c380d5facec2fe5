package io.inkwell.tokenizer.definition;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class TextGrowthTests {

    @ParameterizedTest
    @ValueSource(strings = { "{'type': 'Replace', 'pattern': {'String': ' '}, 'content': '\u2581'}",
            "{'type': 'Replace', 'pattern': {'Regex': ' {2,}'}, 'content': '\u2581'}",
            "{'type': 'Replace', 'pattern': {'Regex': '('}, 'content': ''}",
            "{'type': 'Sequence', 'normalizers': [{'type': 'Prepend', 'prepend': '\u2581'},"
                    + " {'type': 'Replace', 'pattern': {'String': '``'}, 'content': '\\u0022'}]}" })
    void acceptsKnownReplacements(String normalizer) {
        assertThatNoException().isThrownBy(() -> check(normalizer));
    }

    @Test
    void acceptsALongContentForALongPattern() {
        assertThatNoException().isThrownBy(() -> check(replace("a".repeat(50), "b".repeat(50))));
    }

    @Test
    void rejectsALongContentForAShortPattern() {
        assertRejected(replace(" ", "b".repeat(33)),
                "the content of a normalizer must be at most 32 characters; given: 33");
        assertRejected("{'type': 'Replace', 'pattern': {'Regex': '.'}, 'content': '%s'}".formatted("b".repeat(33)),
                "the content of a normalizer must be at most 32 characters; given: 33");
    }

    @Test
    void rejectsALongPrepend() {
        assertRejected("{'type': 'Prepend', 'prepend': '%s'}".formatted("b".repeat(33)),
                "the prepend of a normalizer must be at most 32 characters; given: 33");
    }

    @Test
    void rejectsReplacementsThatGrowWithEachOther() {
        assertRejected(sequence(replace("a", "bb"), replace("b", "cccccccccc"), replace("c", "dddddddddd")),
                "the normalizer makes a text of \"a\" more than 100 times longer; that is not supported");
    }

    @Test
    void rejectsOneReplacementManyTimes() {
        assertRejected(sequence((replace("q", "qq") + ", ").repeat(6) + replace("q", "qq")),
                "the normalizer makes a text of \"q\" more than 100 times longer; that is not supported");
    }

    @Test
    void rejectsExpressionsThatGrowWithEachOther() {
        String doubled = "{'type': 'Replace', 'pattern': {'Regex': 'x'}, 'content': 'xxxxxxxxxxx'}";

        assertRejected(sequence(doubled, doubled),
                "the normalizer makes a text of \"xxxxxxxxxxx\" more than 100 times longer; that is not supported");
    }

    @Test
    void rejectsManyReplacements() {
        assertRejected(sequence((replace("a", "b") + ", ").repeat(200) + replace("a", "b")),
                "the normalizer must have at most 200 Replace parts; given: 201");
    }

    @ParameterizedTest
    @CsvSource({ "'', ab", "a, ''" })
    void acceptsEmptyStrings(String pattern, String content) {
        assertThatNoException().isThrownBy(() -> check(replace(pattern, content)));
    }

    private static String replace(String pattern, String content) {
        return "{'type': 'Replace', 'pattern': {'String': '%s'}, 'content': '%s'}".formatted(pattern, content);
    }

    private static String sequence(String... normalizers) {
        return "{'type': 'Sequence', 'normalizers': [%s]}".formatted(String.join(", ", normalizers));
    }

    private static void assertRejected(String normalizer, String message) {
        assertThatIOException().isThrownBy(() -> check(normalizer)).withMessage("test: " + message);
    }

    private static void check(String normalizer) throws IOException {
        ObjectNode empty = JsonMapper.shared().createObjectNode();
        new TextGrowth(new TokenizerDefinition("test", empty, empty))
            .check(JsonMapper.shared().readTree(normalizer.replace('\'', '"')));
    }

}

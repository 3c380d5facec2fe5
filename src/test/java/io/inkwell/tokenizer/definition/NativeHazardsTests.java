package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Definitions at which the tokenizers library 0.21 ends the process. */
class NativeHazardsTests {

    private static final String BPE = "'model': {'type': 'BPE', 'vocab': {'a': 0, '#b': 1, 'ab': 2}, 'merges': [%s]";

    private static final String TEXT = "{'Sequence': {'id': 'A', 'type_id': 0}}";

    private static final String TEMPLATE = "{'type': 'TemplateProcessing', 'single': [%s], 'pair': [], "
            + "'special_tokens': {'<s>': {'id': '<s>', 'ids': [0], 'tokens': ['<s>']}}}";

    @Test
    void acceptsTemplatesWithKnownTokens() {
        String known = TEMPLATE.formatted("{'SpecialToken': {'id': '<s>', 'type_id': 0}}, " + TEXT);

        assertThatNoException().isThrownBy(() -> check(BPE.formatted("") + "}, 'post_processor': " + known));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {'SpecialToken': {'id': '</s>', 'type_id': 0}} | the post_processor adds the token '</s>', which its special_tokens lack
                    {'Sequence': {'id': 'B', 'type_id': 0}}        | the post_processor must not use a second text, B, in the template of a single text
                    """)
    void rejectsTemplatesThatTheLibraryCannotApply(String item, String message) {
        String template = TEMPLATE.formatted(TEXT + ", " + item);

        assertRejected(BPE.formatted("") + "}, 'post_processor': " + template, message);
        assertRejected(
                BPE.formatted("") + "}, 'post_processor': {'type': 'Sequence', 'processors': [%s]}".formatted(template),
                message);
    }

    @Test
    void rejectsASecondTemplate() {
        String template = TEMPLATE.formatted(TEXT);

        assertRejected(BPE.formatted("")
                + "}, 'post_processor': {'type': 'Sequence', 'processors': [%s, %s]}".formatted(template, template),
                "the post_processor must have at most one template; given: 2");
    }

    @Test
    void rejectsMergesWithoutTheirPrefix() throws IOException {
        String prefixed = ", 'continuing_subword_prefix': '#'}";

        check(BPE.formatted("['a', '#b'], 'a #b'") + prefixed);
        assertRejected(BPE.formatted("['#b', 'a']") + prefixed,
                "the second part of the merge [\"#b\",\"a\"] must start with continuing_subword_prefix, '#'");
        assertRejected(BPE.formatted("'#b a'") + prefixed,
                "the second part of the merge \"#b a\" must start with continuing_subword_prefix, '#'");
    }

    @Test
    void rejectsLongNamesOfAddedTokens() {
        assertRejected(
                BPE.formatted("") + "}, 'added_tokens': [{'id': 3, 'content': '%s'}]".formatted("c".repeat(1001)),
                "an added token must be at most 1000 characters; given: 1001");
    }

    @Test
    void rejectsTemplatesThatAddManyTokens() {
        String ids = "0, ".repeat(249) + "0";
        String item = "{'SpecialToken': {'id': '<s>', 'type_id': 0}}, ";

        assertRejected(
                BPE.formatted("") + "}, 'post_processor': "
                        + TEMPLATE.replace("[0]", "[" + ids + "]").formatted(item.repeat(5) + TEXT),
                "the post_processor must add at most 1000 tokens; given: 1250");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {'type': 'Precompiled'}                                                    | shorter than its size field
                    {'type': 'Precompiled', 'precompiled_charsmap': {}}                        | shorter than its size field
                    {'type': 'Precompiled', 'precompiled_charsmap': 'BAAAAP///w8'}             | not valid Base64
                    {'type': 'Sequence', 'normalizers': [{'precompiled_charsmap': 'BAAAAP///w8='}]} | a node of its trie is beyond the end
                    """)
    void rejectsDamagedCharacterMaps(String normalizer, String problem) {
        assertRejected(BPE.formatted("") + "}, 'normalizer': " + normalizer,
                "precompiled_charsmap is damaged: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = { "decoder", "normalizer", "post_processor", "other" })
    void rejectsDeepNesting(String section) {
        assertRejected(withSection(section, "[".repeat(100) + "]".repeat(100)),
                "arrays and objects must be nested at most 100 levels deep; given: more");
    }

    @Test
    void acceptsNestingOfOneHundredLevels() {
        assertThatNoException().isThrownBy(() -> check(withSection("other", "[".repeat(99) + "]".repeat(99))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-" })
    void rejectsNumbersBeyondDouble(String sign) {
        String number = sign + "9".repeat(309);

        assertRejected(withSection("decoder", "{'type': 'Strip', 'content': ' ', 'start': %s}".formatted(number)),
                "a number must be within the range of a double; given: " + number.substring(0, 40));
    }

    @Test
    void acceptsNumbersWithinDouble() {
        assertThatNoException()
            .isThrownBy(() -> check(withSection("other", "[%s, 1e308, -0.0]".formatted("9".repeat(308)))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'type': '\\ud83d'}", "{'type': '\\ud83d.'}", "{'type': '\\ude42\\ud83d'}" })
    void rejectsUnpairedSurrogates(String decoder) {
        assertRejected(withSection("decoder", decoder.replace('\'', '"')),
                "a text has an unpaired surrogate; characters beyond U+FFFF need two, such as \\ud83d\\ude42");
    }

    @Test
    void acceptsSurrogatePairs() {
        assertThatNoException().isThrownBy(() -> check(withSection("other", "'\\ud83d\\ude42'")));
    }

    private static String withSection(String name, String value) {
        return BPE.formatted("") + "}, '%s': %s".formatted(name, value);
    }

    private static void assertRejected(String sections, String message) {
        assertThatIOException().isThrownBy(() -> check(sections)).withMessage("test: " + message);
    }

    private static void check(String sections) throws IOException {
        String json = "{%s}".formatted(sections).replace('\'', '"');
        TokenizerFolder.parse("test", json.getBytes(StandardCharsets.UTF_8)).requireSafe();
    }

}

package io.inkwell.tokenizer.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.LogLines;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.tokenizer.definition.AddedToken;
import io.inkwell.tokenizer.definition.TokenizerDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Added tokens that overlap. Each is a name, a slash and letters: n for normalized, S for
 * special. Ids are those of AutoTokenizer of transformers 5.18 with tokenizers 0.23,
 * unless a test says otherwise.
 */
class TokenPatternsIT {

    private static final String MODEL = """
            {"version": "1.0", "added_tokens": [], "normalizer": {"type": "Lowercase"},
             "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "a": 1, "b": 2}, "unk_token": "[UNK]"}}""";

    private static final String GAP = MODEL.replace("\"b\": 2", "\"b\": 2, \"z\": 9");

    private static final String SPLIT = "{'split_special_tokens': true}";

    @TempDir
    private Path folder;

    private final LogLines patterns = LogLines.of(TokenPatterns.class);

    private final LogLines definitions = LogLines.of(TokenizerDefinition.class);

    @AfterEach
    void close() {
        this.patterns.close();
        this.definitions.close();
    }

    /**
     * Transformers matches any of the tokens. It varies from process to process, because
     * tokenizers 0.23 iterates over a hash map.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Foo/n foo/n       | 3 | 'Foo', 'foo'        | 'Foo'
            foo/n Foo/n FOO/n | 3 | 'foo', 'Foo', 'FOO' | 'foo'
            Foo/nS foo/n      | 3 | 'Foo', 'foo'        | 'Foo'
            Foo/n foo/nS      | 4 | 'Foo', 'foo'        | 'foo'
            """, quoteCharacter = '`')
    void warnsAboutTokensThatTheNormalizerWritesAlike(String added, int id, String names, String matched)
            throws IOException {
        assertThat(encode(MODEL, added, "{}", "a foo b FOO Foo")).containsExactly(1, id, 2, id, id);

        assertThat(this.patterns.messages()).singleElement()
            .asString()
            .startsWith(this.folder.resolve("tokenizer.json") + ": ")
            .contains(
                    "added tokens " + names + " are identical after normalization; Inkwell always matches " + matched);
    }

    @ParameterizedTest
    @CsvSource({ "foo/ Foo/n, 1 3 2 4 4", "Foo/n foo/, 1 4 2 3 3", "Foo/n foo/S, 1 4 2 3 3" })
    void matchesATokenBeforeNormalizationFirst(String added, String ids) throws IOException {
        assertThat(encode(MODEL, added, "{}", "a foo b FOO Foo")).containsExactly(ids(ids));

        assertThat(this.patterns.messages()).isEmpty();
    }

    @Test
    void rejectsAnAddedTokenThatTheNormalizerReducesToAnEmptyString() {
        String model = MODEL.replace("{\"type\": \"Lowercase\"}",
                "{\"type\": \"Strip\", \"strip_left\": true, \"strip_right\": true}");

        assertThatIOException().isThrownBy(() -> encode(model, "x/n \u00a0/n", "{}", "é"))
            .withMessage(this.folder.resolve("tokenizer.json") + ": the normalizer reduces the added token "
                    + "'\u00a0' to an empty string, which is not supported");
    }

    @ParameterizedTest
    @CsvSource({ "<s>/S s/n, a <s> s, 1 0 4 0 4", "<s>/nS s/, a <s> s, 1 0 4 0 4", "s>t/S <s>/, <s>t s>t, 4 0 0 0 0" })
    void splitsSpecialTokensAsTransformersDoes(String added, String text, String ids) throws IOException {
        assertThat(encode(MODEL, added, SPLIT, text)).containsExactly(ids(ids));

        assertThat(this.patterns.messages()).isEmpty();
    }

    /** Transformers has 0 0 0 for the special token's name, and 0 0 0 0 for the last. */
    @ParameterizedTest
    @CsvSource({ "<s>/S s/, a <s> s, 1 0 4 0 4, <s>, s", "<S>/nS s/n, a <S> s, 1 0 4 0 4, <S>, s",
            "<s>/S s>t/, <s>t, 0 4, <s>, s>t" })
    void warnsAboutATokenWithinASpecialTokenThatIsSplit(String added, String text, String ids, String special,
            String token) throws IOException {
        assertThat(encode(MODEL, added, SPLIT, text)).containsExactly(ids(ids));

        assertThat(this.patterns.messages()).singleElement()
            .asString()
            .contains("split_special_tokens is set, and Inkwell matches the added token '" + token + "' within '"
                    + special + "'");
    }

    @ParameterizedTest
    @CsvSource({ "z/ new/", "new/ z/" })
    void givesNewTokensTheIdsFromTheSizeOfAVocabularyThatLacksIds(String added) throws IOException {
        assertThat(encode(GAP, added, "{'eos_token': 'late'}", "a z new late")).containsExactly(1, 9, 4, 10);

        assertThat(this.definitions.messages()).isEmpty();
    }

    @Test
    void warnsAboutATokenWhoseIdAnotherOneGets() throws IOException {
        String model = GAP.replace("9}", "4}");

        assertThat(encode(model, "z/ new/", "{}", "a z new")).containsExactly(1, 4, 4);

        assertThat(this.definitions.messages()).singleElement()
            .asString()
            .contains("the ids of added tokens [z] are reassigned");
    }

    @Test
    void rejectsASplitSpecialTokenIfFurtherIdsWouldChange() {
        assertThatIOException()
            .isThrownBy(() -> encode(GAP, "z/S",
                    "{'split_special_tokens': true, 'added_tokens_decoder': "
                            + "{'10': {'content': 'late', 'normalized': false, 'special': false}}}",
                    "a"))
            .withMessageEndingWith("the vocabulary lacks ids below that of a special token; it cannot be served");
    }

    private int[] encode(String model, String added, String config, String text) throws IOException {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(model);
        ArrayNode tokens = root.putArray("added_tokens");
        for (String each : added.split(" ")) {
            String[] token = each.split("/", 2);
            tokens.add(new AddedToken(token[0], false, false, false, token[1].contains("n"), token[1].contains("S"))
                .toJson(3 + tokens.size()));
        }
        Files.writeString(this.folder.resolve("tokenizer.json"), root.toString());
        ObjectNode fields = (ObjectNode) JsonMapper.shared().readTree(config.replace('\'', '"'));
        Files.writeString(this.folder.resolve("tokenizer_config.json"),
                fields.put("tokenizer_class", "PreTrainedTokenizerFast").toString());
        try (Tokenizer tokenizer = Tokenizer.open(this.folder)) {
            return tokenizer.encode(text);
        }
    }

    private static int[] ids(String ids) {
        return Stream.of(ids.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

}

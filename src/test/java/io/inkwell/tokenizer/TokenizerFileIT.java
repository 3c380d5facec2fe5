package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.tokenizer.definition.SmallCharacterMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * A tokenizer.json that is used unchanged, for a class that transformers does not
 * rebuild.
 */
class TokenizerFileIT {

    private static final Path BPE = Path.of("src/test/resources/io/inkwell/tokenizer/bpe-metaspace/tokenizer.json");

    private static final Path BERT = Path
        .of("src/test/resources/io/inkwell/tokenizer/word-piece-bert-class/tokenizer.json");

    private static final String WORDS = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
             "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": {"type": "Fuse"},
             "model": {"type": "WordLevel", "vocab": {"café": 0, "ÀÉÎ": 1, "[UNK]": 2}, "unk_token": "[UNK]"}}""";

    @TempDir
    private Path folder;

    @Test
    void fuseDecoderKeepsSpelling() throws IOException {
        try (Tokenizer tokenizer = open(WORDS)) {
            assertThat(tokenizer.encode("café ÀÉÎ")).containsExactly(0, 1);
            // The result of tokenizers 0.23.
            assertThat(tokenizer.decode(new int[] { 0, 1 }, false)).isEqualTo("caféÀÉÎ");
        }
    }

    @Test
    void normalizesWithACharacterMap() throws IOException {
        String normalizer = "\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"%s\"}"
            .formatted(SmallCharacterMap.BASE64);
        String words = WORDS.replace("\"normalizer\": null", normalizer).replace("café", "b");
        try (Tokenizer tokenizer = open(words)) {
            assertThat(tokenizer.encode("a b é c")).containsExactly(0, 0, 2, 2);
        }
    }

    @Test
    void rejectsTextThatTheVocabularyLacks() throws IOException {
        try (Tokenizer tokenizer = open(WORDS.replace("\"[UNK]\": 2", "\"a\": 2"))) {
            assertThat(tokenizer.encode("café a")).containsExactly(0, 2);
            assertThatExceptionOfType(UnknownTextException.class).isThrownBy(() -> tokenizer.encode("tea"));
        }
    }

    @Test
    void disablesDropout() throws IOException {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readString(BPE));
        int[] expected;
        try (Tokenizer tokenizer = open(json.toString())) {
            expected = tokenizer.encode("It is a truth universally acknowledged");
        }
        ((ObjectNode) json.path("model")).put("dropout", 0.9);

        try (Tokenizer tokenizer = open(json.toString())) {
            for (int i = 0; i < 10; i++) {
                assertThat(tokenizer.encode("It is a truth universally acknowledged")).isEqualTo(expected);
            }
        }
    }

    /** Recorded from AutoTokenizer of transformers 5.18. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            | 154 155 11 101 237 11 101 237 73 82 82 90
            , 'do_lower_case': false | 1 155 1 1 73 82 82 90
            , 'do_lower_case': true, 'strip_accents': false | 154 155 1 1 73 82 82 90
            , 'do_lower_case': false, 'strip_accents': true | 1 155 1 11 101 237 73 82 82 90
            , 'tokenize_chinese_chars': false | 154 155 11 101 237 11 101 237 1
            """)
    void bertNormalizesAsConfigured(@Nullable String fields, String ids) throws IOException {
        String config = "{'tokenizer_class': 'BertTokenizer'%s}".formatted((fields != null) ? fields : "");
        try (Tokenizer tokenizer = open(Files.readString(BERT), config.replace('\'', '"'))) {
            assertThat(tokenizer.encode("It is CAFÉ café 今天天气"))
                .containsExactly(Stream.of(ids.split(" ")).mapToInt(Integer::parseInt).toArray());
        }
    }

    /**
     * The native library aborts the process on {@code a} repeated, and an exclamation
     * mark.
     */
    @ParameterizedTest
    @CsvSource({ "(a+)+$, has nested quantifiers", "a*a*a*b, backtracks over repeated characters" })
    void rejectsARegularExpressionThatCanAbortTheProcess(String expression, String problem) {
        String split = "{\"type\": \"Split\", \"pattern\": {\"Regex\": \"%s\"}, \"behavior\": \"Isolated\", \"invert\": false}"
            .formatted(expression);

        assertThatIOException().isThrownBy(() -> open(WORDS.replace("{\"type\": \"Whitespace\"}", split)))
            .withMessageContaining("the regular expression \"" + expression + "\" " + problem);
    }

    private Tokenizer open(String json) throws IOException {
        return open(json, "{\"tokenizer_class\": \"PreTrainedTokenizerFast\"}");
    }

    private Tokenizer open(String json, String config) throws IOException {
        Files.writeString(this.folder.resolve("tokenizer.json"), json);
        Files.writeString(this.folder.resolve("tokenizer_config.json"), config);
        return Tokenizer.open(this.folder);
    }

}

package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TokenizerFolderTests {

    private static final String BYTE_LEVEL = "{'type': 'ByteLevel'}";

    private static final String BPE = "{'type': 'BPE', 'vocab': {'a': 0}, 'merges': []}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "{'type': 'BPE', 'merges': []}", "{'type': 'BPE', 'vocab': ['a'], 'merges': []}" })
    void rejectsModelsWithoutVocabulary(String model) {
        assertThatIOException().isThrownBy(() -> parse(model, BYTE_LEVEL, BYTE_LEVEL))
            .withMessage("test: the model has no vocabulary");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "{\"model\": }", "vocab" })
    void rejectsInvalidJson(String json) {
        assertThatIOException().isThrownBy(() -> TokenizerFolder.parse("test", json.getBytes(StandardCharsets.UTF_8)))
            .withMessageStartingWith("test: ");
    }

    @Test
    void rejectsIdsFarBeyondTheSizeOfTheVocabulary() {
        assertThatIOException().isThrownBy(
                () -> parse("{'type': 'BPE', 'vocab': {'a': 0, 'b': 1048578}, 'merges': []}", BYTE_LEVEL, BYTE_LEVEL))
            .withMessage("test: the id of token 'b' must be less than 1048578, the size of the vocabulary plus "
                    + "1048576; given: 1048578");
    }

    @Test
    void rejectsLongPieces() {
        String model = "{'type': 'Unigram', 'vocab': [['a', 0], ['%s', -1]]}".formatted("b".repeat(301));

        assertThatIOException().isThrownBy(() -> parse(model, BYTE_LEVEL, BYTE_LEVEL))
            .withMessage("test: entry 1 of the vocabulary must be at most 300 characters; given: 301");
    }

    @Test
    void rejectsTooManyExtraIds() throws IOException {
        Files.writeString(this.folder.resolve("tokenizer.json"), """
                {"model": {"type": "Unigram", "vocab": [["a", 0]]}}""");
        Path config = this.folder.resolve("tokenizer_config.json");
        Files.writeString(config, "{\"tokenizer_class\": \"T5Tokenizer\", \"extra_ids\": 2147483647}");

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessage(config + ": extra_ids must be at most 10000; given: 2147483647");
    }

    @Test
    void prefersTokenizerJson() throws IOException {
        Files.writeString(this.folder.resolve("tokenizer.json"), json(BPE, BYTE_LEVEL, BYTE_LEVEL));
        Files.writeString(this.folder.resolve("vocab.json"), "{}");
        Files.writeString(this.folder.resolve("merges.txt"), "");

        assertThat(TokenizerFolder.open(this.folder).section("model").path("vocab").size()).isEqualTo(1);
    }

    @Test
    void combinesVocabularyAndMerges() throws IOException {
        Files.writeString(this.folder.resolve("vocab.json"), """
                {"#": 0, "##": 1, "<|endoftext|>": 2}""");
        Files.writeString(this.folder.resolve("merges.txt"), "#version: 0.2\n# #\n\n");

        TokenizerDefinition definition = TokenizerFolder.open(this.folder);

        assertThat(definition.section("model").path("vocab").path("##").intValue()).isEqualTo(1);
        assertThat(definition.section("added_tokens").path(0).path("content").asString()).isEqualTo("<|endoftext|>");
        assertThat(definition.section("added_tokens").path(0).path("id").intValue()).isEqualTo(2);
        assertThat(definition.stream()).asString(StandardCharsets.UTF_8).contains("\"merges\":[\"# #\"]");
    }

    @Test
    void addsMissingEosAsTransformersDoes() throws IOException {
        Files.writeString(this.folder.resolve("vocab.json"), "{\"a\": 0}");
        Files.writeString(this.folder.resolve("merges.txt"), "#version: 0.2\n");

        assertThat(TokenizerFolder.open(this.folder).section("added_tokens").path(0).path("id").intValue())
            .isEqualTo(1);
    }

    // transformers 5.18 rejects most of them; it turns the first into a special token.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "add_bos_token | \"true\"", "add_eos_token | [1]",
            "add_prefix_space | \"false\"", "clean_up_tokenization_spaces | \"\"", "split_special_tokens | {}" })
    void rejectsNonBooleanFlags(String field, String value) throws IOException {
        Files.writeString(this.folder.resolve("vocab.json"), "{\"a\": 0}");
        Files.writeString(this.folder.resolve("merges.txt"), "#version: 0.2\n");
        Path config = this.folder.resolve("tokenizer_config.json");
        Files.writeString(config, "{\"" + field + "\": " + value + "}");

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessage(config + ": " + field + " must be true or false; given: " + value);
    }

    @Test
    void namesMissingFiles() throws IOException {
        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessage("%s must contain tokenizer.json or vocab.json and merges.txt", this.folder);

        Files.writeString(this.folder.resolve("vocab.json"), "{}");
        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessageEndingWith("tokenizer.json or merges.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "{", "" })
    void rejectsInvalidVocabularies(String vocabulary) throws IOException {
        Path vocabJson = Files.writeString(this.folder.resolve("vocab.json"), vocabulary);
        Files.writeString(this.folder.resolve("merges.txt"), "");

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessageStartingWith(vocabJson + ": not a");
    }

    private static TokenizerDefinition parse(String model, String preTokenizer, String decoder) throws IOException {
        return TokenizerFolder.parse("test", json(model, preTokenizer, decoder).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String model, String preTokenizer, String decoder) {
        return "{'model': %s, 'pre_tokenizer': %s, 'decoder': %s}".formatted(model, preTokenizer, decoder)
            .replace('\'', '"');
    }

}

package io.inkwell.tokenizer;

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

class TokenizerDefinitionTests {

    private static final String BYTE_LEVEL = "{'type': 'ByteLevel'}";

    private static final String BPE = "{'type': 'BPE', 'vocab': {'a': 0}, 'merges': []}";

    @TempDir
    Path folder;

    @Test
    void acceptsByteLevelAmongOtherSteps() throws IOException {
        TokenizerDefinition definition = parse(BPE,
                "{'type': 'Sequence', 'pretokenizers': [{'type': 'Split'}, {'type': 'ByteLevel'}]}",
                "{'type': 'Sequence', 'decoders': [{'type': 'ByteLevel'}, {'type': 'Fuse'}]}");

        assertThat(definition.vocabulary().size()).isEqualTo(1);
    }

    @Test
    void acceptsTheModelWithoutTypeOfTheFirstGpt2Files() throws IOException {
        TokenizerDefinition definition = parse(
                "{'continuing_subword_prefix': '', 'end_of_word_suffix': null, 'vocab': {'a': 0}, 'merges': []}",
                BYTE_LEVEL, BYTE_LEVEL);

        assertThat(definition.vocabulary().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'WordPiece', 'vocab': {'a': 0}}             | WordPiece
            {'type': 'Unigram', 'vocab': [['a', 0.0]]}           | Unigram
            {'vocab': {'a': 0}}                                  | unknown
            """, quoteCharacter = '"')
    void refusesOtherModels(String model, String type) {
        assertThatIOException().isThrownBy(() -> parse(model, BYTE_LEVEL, BYTE_LEVEL))
            .withMessage("test: the model is of type %s, only byte-level BPE can be served", type);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'type': 'BPE', 'merges': []}", "{'type': 'BPE', 'vocab': ['a'], 'merges': []}" })
    void refusesModelsWithoutVocabulary(String model) {
        assertThatIOException().isThrownBy(() -> parse(model, BYTE_LEVEL, BYTE_LEVEL))
            .withMessage("test: the model has no vocabulary");
    }

    @Test
    void refusesModelsThatMarkWordParts() {
        String clip = "{'type': 'BPE', 'end_of_word_suffix': '</w>', 'vocab': {'a</w>': 0}, 'merges': []}";

        assertThatIOException().isThrownBy(() -> parse(clip, BYTE_LEVEL, BYTE_LEVEL))
            .withMessageContaining("(end_of_word_suffix is '</w>')");
    }

    @Test
    void refusesStagesThatAreNotByteLevel() {
        assertThatIOException().isThrownBy(() -> parse(BPE, "{'type': 'Whitespace'}", BYTE_LEVEL))
            .withMessage("test: the pre_tokenizer is of type Whitespace without ByteLevel, "
                    + "only byte-level BPE can be served");
        assertThatIOException().isThrownBy(() -> parse(BPE, "null", BYTE_LEVEL))
            .withMessageContaining("the pre_tokenizer is of type none");
        assertThatIOException()
            .isThrownBy(() -> parse(BPE, BYTE_LEVEL, "{'type': 'Sequence', 'decoders': [{'type': 'Fuse'}]}"))
            .withMessageContaining("the decoder is of type Sequence without ByteLevel");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "{\"model\": }", "vocab" })
    void refusesWhatIsNotJson(String json) {
        assertThatIOException()
            .isThrownBy(() -> TokenizerDefinition.parse("test", json.getBytes(StandardCharsets.UTF_8)))
            .withMessageStartingWith("test: ");
    }

    @Test
    void prefersTokenizerJson() throws IOException {
        Files.writeString(this.folder.resolve("tokenizer.json"), json(BPE, BYTE_LEVEL, BYTE_LEVEL));
        Files.writeString(this.folder.resolve("vocab.json"), "{}");
        Files.writeString(this.folder.resolve("merges.txt"), "");

        assertThat(TokenizerDefinition.open(this.folder).vocabulary().size()).isEqualTo(1);
    }

    @Test
    void putsVocabularyAndMergesTogether() throws IOException {
        Files.writeString(this.folder.resolve("vocab.json"), """
                {"#": 0, "##": 1, "<|endoftext|>": 2}""");
        Files.writeString(this.folder.resolve("merges.txt"), "#version: 0.2\n# #\n\n");

        TokenizerDefinition definition = TokenizerDefinition.open(this.folder);

        assertThat(definition.vocabulary().path("##").intValue()).isEqualTo(1);
        assertThat(definition.addedTokens().path(0).path("content").asString()).isEqualTo("<|endoftext|>");
        assertThat(definition.addedTokens().path(0).path("id").intValue()).isEqualTo(2);
        assertThat(definition.stream()).asString(StandardCharsets.UTF_8).contains("\"merges\":[\"# #\"]");
    }

    @Test
    void addsNoEndOfTextThatTheVocabularyLacks() throws IOException {
        Files.writeString(this.folder.resolve("vocab.json"), "{\"a\": 0}");
        Files.writeString(this.folder.resolve("merges.txt"), "#version: 0.2\n");

        assertThat(TokenizerDefinition.open(this.folder).addedTokens().size()).isZero();
    }

    @Test
    void namesTheFilesThatAreMissing() throws IOException {
        assertThatIOException().isThrownBy(() -> TokenizerDefinition.open(this.folder))
            .withMessage("No tokenizer in %s: there is no tokenizer.json, and in its place "
                    + "vocab.json and merges.txt would be needed", this.folder);

        Files.writeString(this.folder.resolve("vocab.json"), "{}");
        assertThatIOException().isThrownBy(() -> TokenizerDefinition.open(this.folder))
            .withMessageEndingWith("in its place merges.txt would be needed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "{", "" })
    void refusesDamagedVocabularies(String vocabulary) throws IOException {
        Path vocabJson = Files.writeString(this.folder.resolve("vocab.json"), vocabulary);
        Files.writeString(this.folder.resolve("merges.txt"), "");

        assertThatIOException().isThrownBy(() -> TokenizerDefinition.open(this.folder))
            .withMessageStartingWith(vocabJson + ": not a");
    }

    private static TokenizerDefinition parse(String model, String preTokenizer, String decoder) throws IOException {
        return TokenizerDefinition.parse("test", json(model, preTokenizer, decoder).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String model, String preTokenizer, String decoder) {
        return "{'model': %s, 'pre_tokenizer': %s, 'decoder': %s}".formatted(model, preTokenizer, decoder)
            .replace('\'', '"');
    }

}

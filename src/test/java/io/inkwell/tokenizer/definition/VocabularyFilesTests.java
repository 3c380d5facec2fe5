package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class VocabularyFilesTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "#version: 0.2\n# #\na #\n", "# #\r\na #\r\n", "\uFEFF#version: 0.2\n# #\n\na #" })
    void readsMergesWithAnyLineEnding(String merges) throws IOException {
        write("{\"#\": 0, \"a\": 1, \"##\": 2, \"a#\": 3}", merges);

        assertThat(TokenizerFolder.open(this.folder).section("model").path("merges")).hasToString("[\"# #\",\"a #\"]");
    }

    @Test
    void readsVocabularyWithByteOrderMark() throws IOException {
        write("\uFEFF{\"a\": 0}", "");

        assertThat(TokenizerFolder.open(this.folder).section("model").path("vocab")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a        | line 2 must be two tokens separated by a space; given: 'a'
            a b c    | line 2 must be two tokens separated by a space; given: 'a b c'
            a x      | line 2 needs the token 'x', which is missing in vocab.json
            a b      | line 2 needs the token 'ab', which is missing in vocab.json
            """)
    void rejectsInvalidMerges(String line, String problem) throws IOException {
        write("{\"a\": 0, \"b\": 1}", "#version: 0.2\n" + line + "\n");

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessage(this.folder.resolve("merges.txt") + ": " + problem);
    }

    @Test
    void rejectsMergesThatAreNotUtf8() throws IOException {
        write("{\"a\": 0}", "");
        Files.write(this.folder.resolve("merges.txt"), new byte[] { 'a', ' ', (byte) 0xFF });

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessage(this.folder.resolve("merges.txt") + ": not valid UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"',
            textBlock = """
                    added_tokens.json       | {'<pad>': -1}                              | the id of token '<pad>' must be between 0 and 16777215; given: -1
                    added_tokens.json       | ['<pad>']                                  | not a JSON object
                    tokenizer_config.json   | {'added_tokens_decoder': {'x': {}}}        | added_tokens_decoder must map ids to tokens; given: x={}
                    special_tokens_map.json | {                                          | not a JSON document
                    """)
    void rejectsInvalidAccompanyingFiles(String file, String json, String problem) throws IOException {
        write("{\"a\": 0}", "");
        Files.writeString(this.folder.resolve(file),
                json.replace("'<pad>'", "\"<pad>\"")
                    .replace("'x'", "\"x\"")
                    .replace("'added_tokens_decoder'", "\"added_tokens_decoder\""));

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessageStartingWith(this.folder.resolve(file) + ": " + problem);
    }

    @Test
    void rejectsFilesOfOtherTokenizers() throws IOException {
        write("{\"a\": 0}", "");
        Files.writeString(this.folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"RobertaTokenizer\"}");

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessageContaining("vocab.json and merges.txt belong to RobertaTokenizer")
            .withMessageEndingWith("AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "vocab.txt", "spiece.model", "tokenizer.model", "sentencepiece.bpe.model" })
    void explainsHowToConvertOtherVocabularies(String file) throws IOException {
        Files.writeString(this.folder.resolve(file), "");

        assertThatIOException().isThrownBy(() -> TokenizerFolder.open(this.folder))
            .withMessage(this.folder + ": tokenizer.json is missing, and " + file
                    + " is not supported; convert it with transformers: "
                    + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
    }

    private void write(String vocabulary, String merges) throws IOException {
        Files.writeString(this.folder.resolve("vocab.json"), vocabulary);
        Files.writeString(this.folder.resolve("merges.txt"), merges);
    }

}

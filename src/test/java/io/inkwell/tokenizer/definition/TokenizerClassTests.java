package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Tokenizer classes, recorded from transformers 5.18 by record_classes.py. */
@ExtendWith(OutputCaptureExtension.class)
class TokenizerClassTests {

    private static final String BYTES = "{'type': 'ByteLevel', 'add_prefix_space': false, 'trim_offsets': true, 'use_regex': true}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({ "GPT2TokenizerFast, GPT2Tokenizer, REBUILT", "BartTokenizerFast, RobertaTokenizer, REBUILT",
            "CpmTokenizerFast, CpmTokenizerFast, REBUILT", "CpmTokenizer, CpmTokenizer, NONE",
            "ConvBertTokenizer, ConvBertTokenizer, REBUILT", "PreTrainedTokenizerFast, PreTrainedTokenizerFast, WHOLE",
            "ParakeetTokenizer, ParakeetTokenizer, WHOLE", "BloomTokenizerFast, BloomTokenizerFast, WHOLE",
            "GPTSw3TokenizerFast, GPTSw3Tokenizer, NONE", "SomeonesTokenizer, SomeonesTokenizer, WHOLE" })
    void knowsHowEachClassUsesTheFile(String name, String own, TokenizerClass.Use use) {
        TokenizerClass found = TokenizerClass.named(name);

        assertThat(found.name()).isEqualTo(own);
        assertThat(found.use()).isEqualTo(use);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GPT2Tokenizer", "GPTNeoXTokenizer", "RobertaTokenizer", "Qwen2Tokenizer",
            "PreTrainedTokenizerFast", "SomeonesTokenizer" })
    void doesNotWarnAboutSupportedClass(String name, CapturedOutput output) throws IOException {
        open(name, BYTES);

        assertThat(output).doesNotContain("tokenizer.json");
    }

    @Test
    void warnsAboutClassThatTransformersRebuilds(CapturedOutput output) throws IOException {
        open("WhisperTokenizer", BYTES);

        assertThat(output).containsOnlyOnce(this.folder.resolve("tokenizer.json")
                + " is used unchanged, whereas WhisperTokenizer of transformers 5 rebuilds normalizer, pre-tokenizer, "
                + "decoder and post-processor; tokenization may differ if the file defines them differently");
    }

    @Test
    void warnsAboutClassThatReadsOtherFiles(CapturedOutput output) throws IOException {
        open("GPTSw3Tokenizer", BYTES);

        assertThat(output).containsOnlyOnce("tokenizer.json is used unchanged, whereas GPTSw3Tokenizer of "
                + "transformers 5 reads other files; tokenization may differ from transformers");
    }

    @ParameterizedTest
    @CsvSource({ "GPT2Tokenizer, {'type': 'Fuse'}", "LlamaTokenizer, {'type': 'ByteLevel'}",
            "BertTokenizer, {'type': 'ByteLevel'}" })
    void warnsAboutMismatchOfFileAndClass(String name, String decoder, CapturedOutput output) throws IOException {
        open(name, decoder);

        assertThat(output).containsOnlyOnce("tokenizer.json does not match the kind of tokenizer that " + name
                + " of transformers 5 builds; it is used unchanged, so tokenization may differ from transformers");
    }

    @Test
    void warnsAboutCustomTokenizerCode(CapturedOutput output) throws IOException {
        open("OwnTokenizer", BYTES, ", 'auto_map': {'AutoTokenizer': ['tokenization.OwnTokenizer', null]}");

        assertThat(output).containsOnlyOnce("tokenizer_config.json: auto_map has no effect");
    }

    @Test
    void rejectsMissingRequiredToken() throws IOException {
        assertThatIOException().isThrownBy(() -> open("RobertaTokenizer", BYTES, ", 'cls_token': null"))
            .withMessage(this.folder.resolve("tokenizer.json")
                    + ": RobertaTokenizer needs cls_token, but the files of the folder set it to null");
    }

    @Test
    void treatsEmptyNameAsUnknownClass() throws IOException {
        // Recorded from AutoTokenizer of transformers 5.18.
        assertThat(open("", BYTES).namedTokens()).isEmpty();
    }

    private TokenizerDefinition open(String name, String decoder) throws IOException {
        return open(name, decoder, "");
    }

    private TokenizerDefinition open(String name, String decoder, String fields) throws IOException {
        write("tokenizer.json", """
                {'added_tokens': [], 'decoder': %s, 'model': {'type': 'BPE', 'vocab': {'a': 0}, 'merges': []}}"""
            .formatted(decoder));
        write("tokenizer_config.json", "{'tokenizer_class': '%s'%s}".formatted(name, fields));
        return TokenizerFolder.open(this.folder);
    }

    private void write(String file, String json) throws IOException {
        Files.writeString(this.folder.resolve(file), json.replace('\'', '"'));
    }

}

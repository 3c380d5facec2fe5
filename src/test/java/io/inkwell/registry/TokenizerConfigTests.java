package io.inkwell.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TokenizerConfigTests {

    @Test
    void readsTokensByNameOrByDescription() throws IOException {
        TokenizerConfig config = read("""
                {"bos_token": "<s>", "eos_token": {"content": "</s>", "lstrip": false}, "pad_token": null,
                 "model_max_length": 1024}""");

        assertThat(config.tokens()).isEqualTo(new SpecialTokens("<s>", "</s>", null, null));
        assertThat(config.template()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"{{ 1 }}\"",
            "[{\"name\": \"tool_use\", \"template\": \"x\"}, {\"name\": \"default\", \"template\": \"{{ 1 }}\"}]" })
    void readsTheTemplateOrTheDefaultOfSeveral(String templates) throws IOException {
        assertThat(read("{\"chat_template\": %s}".formatted(templates)).template())
            .isEqualTo(TemplateSource.of("tokenizer_config.json", "{{ 1 }}"));
    }

    @Test
    void refusesTemplatesOfWhichNoneIsTheDefault() {
        assertThatIOException()
            .isThrownBy(() -> read("{\"chat_template\": [{\"name\": \"rag\", \"template\": \"x\"}]}"))
            .withMessage("tokenizer_config.json: none of its chat templates is named default");
    }

    @Test
    void refusesAFileThatIsNoJson() {
        assertThatIOException().isThrownBy(() -> read("{")).withMessage("tokenizer_config.json: not a JSON document");
    }

    @Test
    void belongsToTheFolderOfItsModel(@TempDir Path folder) throws IOException {
        assertThat(TokenizerConfig.open(folder)).isEqualTo(TokenizerConfig.NONE);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"x\", \"chat_template\": \"a\"}");
        assertThat(TokenizerConfig.open(folder).template()).isEqualTo(TemplateSource.of("tokenizer_config.json", "a"));
        Path file = Files.writeString(folder.resolve("chat_template.jinja"), "b");
        assertThat(TokenizerConfig.open(folder))
            .isEqualTo(new TokenizerConfig(new SpecialTokens(null, "x", null, null), TemplateSource.read(file)));
    }

    private static TokenizerConfig read(String json) throws IOException {
        return TokenizerConfig.read(json.getBytes(StandardCharsets.UTF_8));
    }

}

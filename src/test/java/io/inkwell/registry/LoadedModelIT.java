package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NativeResources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.defaults.GenerationConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class LoadedModelIT {

    private static final String END = "<|endoftext|>";

    @TempDir
    private Path folder;

    @Test
    void embeddedModelHasANameAndSlots() throws IOException {
        try (LoadedModel model = load(ModelSource.of(ModelSource.EMBEDDED))) {
            assertThat(model.name()).isEqualTo("inkwell-demo");
            assertThat(model.contextLength()).isEqualTo(512);
            assertThat(model.pool().snapshots()).hasSize(2)
                .allSatisfy((snapshot) -> assertThat(snapshot.numCells()).isEqualTo(2 * 512));
        }
    }

    @Test
    void folderIsServedUnderItsOwnNameWithNoTokenizerJson() throws IOException {
        copy("config.json", "model.safetensors");
        Files.copy(Path.of("src/test/resources/tiny-tokenizer/vocab.json"), this.folder.resolve("vocab.json"));
        Files.copy(Path.of("src/test/resources/tiny-tokenizer/merges.txt"), this.folder.resolve("merges.txt"));
        try (LoadedModel model = load(ModelSource.of(this.folder.toString()))) {
            assertThat(model.name()).isEqualTo(this.folder.getFileName().toString());
            assertThat(model.tokenizer().encode("It is a truth universally acknowledged,")).startsWith(2204, 336, 259);
        }
    }

    @Test
    void modelDefaultsApplyOnlyIfEnabled() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("generation_config.json"), "{\"top_k\": 7}");
        ModelSource source = ModelSource.of(this.folder.toString());

        try (LoadedModel model = load(source)) {
            assertThat(model.generationConfig().sampling().topK()).isEqualTo(7);
        }
        try (LoadedModel model = load(source, options(false))) {
            assertThat(model.generationConfig()).isEqualTo(GenerationConfig.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void logsInvalidEosTokensAlways(boolean usesGenerationConfig, CapturedOutput output) throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("generation_config.json"), "{\"eos_token_id\": \"x\", \"top_k\": 0.5}");

        load(ModelSource.of(this.folder.toString()), options(usesGenerationConfig)).close();

        assertThat(output).containsOnlyOnce("generation_config.json: eos_token_id has no effect: ");
        assertThat(output.getAll().contains("top_k")).isEqualTo(usesGenerationConfig);
    }

    @Test
    void modelWithoutAChatTemplateUsesThePlainTranscript() throws IOException {
        try (LoadedModel model = load(ModelSource.of(ModelSource.EMBEDDED))) {
            assertThat(model.chatTemplate().source()).isEqualTo(TemplateSource.TRANSCRIPT);
            assertThat(model.chatTemplate().tokens())
                .isEqualTo(new SpecialTokens(Map.of("bos_token", END, "eos_token", END, "unk_token", END)));
        }
    }

    @Test
    void optionsOverrideTheModelsChatTemplate() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("tokenizer_config.json"), "{\"chat_template\": \"own{{ bos_token }}\"}");
        ModelSource source = ModelSource.of(this.folder.toString());

        try (LoadedModel model = load(source)) {
            assertThat(model.chatTemplate().render(List.of(), true)).isEqualTo("own" + END);
        }
        try (LoadedModel model = load(source, options(TemplateSource.of("the test", "other")))) {
            assertThat(model.chatTemplate().render(List.of(), true)).isEqualTo("other");
        }
    }

    @Test
    void invalidTemplateDisablesOnlyChat() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("tokenizer_config.json"), "{\"chat_template\": \"a\\n{% if %}\"}");

        try (LoadedModel model = load(ModelSource.of(this.folder.toString()))) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> model.chatTemplate().render(List.of(), true))
                .withMessageContaining("chat template of tokenizer_config.json: line 2: Expected an expression");
            assertThat(model.tokenizer().encode("the")).isNotEmpty();
        }
    }

    @Test
    void eosTokensIncludeThatOfTheTokenizerFiles() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("tokenizer_config.json"), "{\"eos_token\": {\"content\": \"the\"}}");

        try (LoadedModel model = load(ModelSource.of(this.folder.toString()))) {
            assertThat(model.eosTokenIds()).containsExactlyInAnyOrder(0, model.tokenizer().encode("the")[0]);
        }
    }

    @Test
    void eosTokensIncludeThatOfTheSpecialTokensMap() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("special_tokens_map.json"), "{\"eos_token\": \"the\"}");

        try (LoadedModel model = load(ModelSource.of(this.folder.toString()))) {
            assertThat(model.eosTokenIds()).containsExactlyInAnyOrder(0, model.tokenizer().encode("the")[0]);
        }
    }

    @Test
    void eosTokensIncludeTokensWithoutText() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("config.json"), Files.readString(this.folder.resolve("config.json"))
            .replaceAll("\"eos_token_id\": *[0-9]+", "\"eos_token_id\": 5"));
        Files.writeString(this.folder.resolve("tokenizer_config.json"),
                "{\"eos_token\": \"<|endoftext|>\", \"split_special_tokens\": true}");

        try (LoadedModel model = load(ModelSource.of(this.folder.toString()))) {
            assertThat(model.tokenizer().encode(END)).hasSizeGreaterThan(1);
            assertThat(model.eosTokenIds()).containsExactlyInAnyOrder(0, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void eosTokensIncludeThoseOfEachFile(boolean usesGenerationConfig) throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("generation_config.json"), "{\"eos_token_id\": [0, 198, 99999, -1]}");
        Files.writeString(this.folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"the\"}");

        try (LoadedModel model = load(ModelSource.of(this.folder.toString()), options(usesGenerationConfig))) {
            assertThat(model.eosTokenIds()).containsExactlyInAnyOrder(0, 198, model.tokenizer().encode("the")[0]);
        }
    }

    @Test
    void rejectsTokensThatTheModelLacks() throws IOException {
        copy("config.json", "model.safetensors", "tokenizer.json");
        Files.writeString(this.folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"[PAD]\"}");

        try (LoadedModel model = load(ModelSource.of(this.folder.toString()))) {
            TextEncoder encoder = model.textEncoder();
            assertThat(encoder.encode("prompt", "hello you", true)).isEqualTo(model.tokenizer().encode("hello you"));
            assertThatThrownBy(() -> encoder.encode("prompt", "hello [PAD] you", true))
                .isInstanceOfSatisfying(ServiceException.class, (ex) -> assertThat(ex.param()).isEqualTo("prompt"))
                .hasMessage("prompt must not contain tokens that the model lacks; "
                        + "given: '[PAD]', token 4096 of a vocabulary of 4096");
        }
    }

    @Test
    void failedLoadReleasesItsResources() throws IOException {
        load(ModelSource.of(ModelSource.EMBEDDED)).close();
        int baseline = NativeResources.count();
        copy("config.json", "tokenizer.json");
        Files.write(this.folder.resolve("model.safetensors"), new byte[100]);
        assertThatIOException().isThrownBy(() -> load(ModelSource.of(this.folder.toString())))
            .withMessageContaining("model.safetensors");
        assertThat(NativeResources.count()).isEqualTo(baseline);
    }

    @Test
    void errorWhileLoadingReleasesResourcesAndMemory() throws IOException {
        load(ModelSource.of(ModelSource.EMBEDDED)).close();
        int baseline = NativeResources.count();
        ModelOptions options = options(true);
        ModelSource source = ModelSource.of(ModelSource.EMBEDDED);

        assertThatExceptionOfType(LinkageError.class)
            .isThrownBy(() -> LoadedModel.load(source, options, Instant.EPOCH, (devices) -> {
                throw new LinkageError("for a test");
            }, System::nanoTime));

        assertThat(options.memory().left()).isEqualTo(Long.MAX_VALUE);
        assertThat(NativeResources.count()).isEqualTo(baseline);
    }

    private void copy(String... files) throws IOException {
        for (String file : files) {
            Files.copy(EmbeddedCheckpoint.FOLDER.resolve(file), this.folder.resolve(file));
        }
    }

    private static LoadedModel load(ModelSource source) throws IOException {
        return load(source, options(true));
    }

    private static LoadedModel load(ModelSource source, ModelOptions options) throws IOException {
        return LoadedModel.load(source, options, Instant.EPOCH, (model) -> EngineListener.NONE, System::nanoTime);
    }

    private static ModelOptions options(boolean usesGenerationConfig) {
        return options(usesGenerationConfig, null);
    }

    private static ModelOptions options(TemplateSource chatTemplate) {
        return options(true, chatTemplate);
    }

    private static ModelOptions options(boolean usesGenerationConfig, @Nullable TemplateSource chatTemplate) {
        return new ModelOptions(WeightOptions.of(Precision.FLOAT32), 2, 32 << 20, new MemoryShares(Long.MAX_VALUE), 4,
                true, new SchedulerLimits(64, 16, 10), usesGenerationConfig, chatTemplate);
    }

}

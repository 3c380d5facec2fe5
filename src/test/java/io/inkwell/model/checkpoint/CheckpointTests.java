package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckpointTests {

    private static final RandomCheckpoint TINY = RandomCheckpoint.tiny();

    private static final List<ElementType> TYPES = Arrays.stream(ElementType.values())
        .filter(ElementType::isWeight)
        .toList();

    @TempDir
    private Path folder;

    @Test
    void opensFolder() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(TINY.writeTo(this.folder))) {
            assertThat(checkpoint.config()).isEqualTo(TINY.config());
            assertThat(checkpoint.info("wte.weight").shape()).containsExactly(64L, 16L);
            assertHoldsWeightsOf(TINY, checkpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "transformer." })
    void weightNamesHaveNoPrefix(String prefix) throws IOException {
        try (Checkpoint checkpoint = checkpoint(TINY, TINY.safetensors(prefix))) {
            assertThat(checkpoint.info("ln_f.bias").name()).isEqualTo(prefix + "ln_f.bias");
            assertHoldsWeightsOf(TINY, checkpoint);
        }
    }

    @Test
    void weightNamesAreInProgramOrder() throws IOException {
        try (Checkpoint checkpoint = TINY.with("n_layer", 1).open()) {
            assertThat(checkpoint.weightNames()).containsExactly("wte.weight", "wpe.weight", "h.0.ln_1.weight",
                    "h.0.ln_1.bias", "h.0.attn.c_attn.weight", "h.0.attn.c_attn.bias", "h.0.attn.c_proj.weight",
                    "h.0.attn.c_proj.bias", "h.0.ln_2.weight", "h.0.ln_2.bias", "h.0.mlp.c_fc.weight",
                    "h.0.mlp.c_fc.bias", "h.0.mlp.c_proj.weight", "h.0.mlp.c_proj.bias", "ln_f.weight", "ln_f.bias");
        }
    }

    @Test
    void acceptsUntiedOutputMatrix() throws IOException {
        RandomCheckpoint untied = TINY.with("tie_word_embeddings", false);
        try (Checkpoint checkpoint = untied.open()) {
            assertThat(checkpoint.weightNames()).endsWith("lm_head.weight");
            assertHoldsWeightsOf(untied, checkpoint);
        }
    }

    @Test
    void rejectsUntiedConfigWithoutOutputMatrix() {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> checkpoint(TINY.with("tie_word_embeddings", false), TINY.safetensors()))
            .withMessage(
                    "test: tensor \"lm_head.weight\" is missing; expected: one of " + TYPES + " of shape [64, 16]");
    }

    @Test
    void ignoresOutputMatrixEqualToEmbedding() throws IOException {
        SafetensorsBuilder writer = writerWithout("nothing").add("lm_head.weight", ElementType.F32, List.of(64L, 16L),
                TINY.weight("wte.weight"));
        try (Checkpoint checkpoint = checkpoint(TINY, writer.toBytes())) {
            assertThat(checkpoint.weightNames()).doesNotContain("lm_head.weight");
            assertThat(checkpoint.config().tieWordEmbeddings()).isTrue();
            assertThat(checkpoint.notices()).isEmpty();
        }
    }

    @Test
    void tiesOnlyEqualMatrices() throws IOException {
        RandomCheckpoint untied = TINY.with("tie_word_embeddings", false);
        try (Checkpoint checkpoint = checkpoint(TINY, untied.safetensors())) {
            assertThat(checkpoint.config()).isEqualTo(untied.config());
            assertHoldsWeightsOf(untied, checkpoint);
            assertThat(checkpoint.notices()).containsExactly("test: lm_head.weight differs from wte.weight, so they "
                    + "are loaded untied although tie_word_embeddings in config.json is true or missing");
        }
    }

    @Test
    void usesOutputMatrixAsMissingEmbedding() throws IOException {
        SafetensorsBuilder writer = writerWithout("wte.weight").add("lm_head.weight", ElementType.F32,
                List.of(64L, 16L), TINY.weight("wte.weight"));
        try (Checkpoint checkpoint = checkpoint(TINY, writer.toBytes())) {
            assertHoldsWeightsOf(TINY, checkpoint);
            assertThat(checkpoint.info("wte.weight").name()).isEqualTo("lm_head.weight");
        }
    }

    @Test
    void requiresEmbeddingIfUntied() throws IOException {
        SafetensorsBuilder writer = writerWithout("wte.weight").add("lm_head.weight", ElementType.F32,
                List.of(64L, 16L), TINY.weight("wte.weight"));
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> checkpoint(TINY.with("tie_word_embeddings", false), writer.toBytes()))
            .withMessageStartingWith("test: tensor \"wte.weight\" is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = { "F8_E4M3", "F8_E4M3FNUZ", "F4", "F6_E2M3", "I64", "C64", "BOOL", "U4" })
    void reportsUnusedTensorsOfAnyDtype(String dtype) throws IOException {
        SafetensorsBuilder writer = writerWithout("nothing").add("score.weight", dtype, List.of(1L),
                new byte[size(dtype)]);
        try (Checkpoint checkpoint = checkpoint(TINY, writer.toBytes())) {
            assertHoldsWeightsOf(TINY, checkpoint);
            assertThat(checkpoint.notices())
                .containsExactly("test: ignoring tensors that GPT-2 does not use: score.weight");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "F8_E4M3", "F8_E4M3FNUZ", "F4", "I64", "C64", "U4" })
    void rejectsWeightWithUnsupportedDtype(String dtype) {
        SafetensorsBuilder writer = writerWithout("ln_f.bias").add("transformer.ln_f.bias", dtype, List.of(16L),
                new byte[16 * size(dtype)]);
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> checkpoint(TINY, writer.toBytes()))
            .withMessageContaining("\"transformer.ln_f.bias\"")
            .withMessageEndingWith("found: " + dtype + " of shape [16]");
    }

    private static int size(String dtype) {
        return Arrays.stream(ElementType.values())
            .filter((type) -> type.name().equals(dtype))
            .mapToInt(ElementType::sizeBytes)
            .findFirst()
            .orElse(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "module.", "model.", "base_model.model.transformer.", "_orig_mod.transformer." })
    void suggestsStoredNameOfMissingTensor(String prefix) {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> checkpoint(TINY, TINY.safetensors(prefix)))
            .withMessageContaining("tensor \"wte.weight\" is missing")
            .withMessageContaining("It is stored as \"" + prefix + "wte.weight\"");
    }

    @Test
    void explainsHowToMergeLoraAdapter() {
        SafetensorsBuilder writer = writerWithout("h.0.attn.c_attn.weight").add("h.0.attn.c_attn.base_layer.weight",
                ElementType.F32, List.of(16L, 48L), TINY.weight("h.0.attn.c_attn.weight"));
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> checkpoint(TINY, writer.toBytes()))
            .withMessageContaining("merge_and_unload()");
    }

    @Test
    void ignoresMasksOfOldCheckpoints() throws IOException {
        SafetensorsBuilder writer = writerWithout("nothing");
        writer.add("h.0.attn.bias", ElementType.U8, List.of(1L, 1L, 2L, 2L), new byte[4]);
        writer.add("h.0.attn.masked_bias", ElementType.F32, List.of(), -1e4f);
        try (Checkpoint checkpoint = checkpoint(TINY, writer.toBytes())) {
            assertHoldsWeightsOf(TINY, checkpoint);
        }
    }

    @Test
    void namesMissingTensor() {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> checkpoint(TINY, writerWithout("h.1.attn.c_attn.weight").toBytes()))
            .withMessage("test: tensor \"h.1.attn.c_attn.weight\" is missing; expected: one of " + TYPES
                    + " of shape [16, 48]");
    }

    @Test
    void namesTensorWithWrongShape() {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> checkpoint(TINY.with("n_positions", 16), TINY.safetensors()))
            .withMessage("test: tensor \"transformer.wpe.weight\" does not match config.json; expected: one of " + TYPES
                    + " of shape [16, 16]; found: F32 of shape [32, 16]");
    }

    @Test
    void acceptsDuplicateEqualTensor() throws IOException {
        SafetensorsBuilder writer = writerWithout("nothing").add("transformer.ln_f.bias", ElementType.F32, List.of(16L),
                TINY.weight("ln_f.bias"));
        try (Checkpoint checkpoint = checkpoint(TINY, writer.toBytes())) {
            assertHoldsWeightsOf(TINY, checkpoint);
        }
    }

    @Test
    void rejectsDuplicateDifferentTensor() {
        SafetensorsBuilder writer = writerWithout("nothing");
        writer.add("transformer.ln_f.bias", ElementType.F32, List.of(16L), new byte[64]);
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> checkpoint(TINY, writer.toBytes()))
            .withMessage(
                    "test: tensor \"transformer.ln_f.bias\" is stored twice with different values: also as \"ln_f.bias\" in test");
    }

    @Test
    void rejectsUnknownWeight() throws IOException {
        try (Checkpoint checkpoint = TINY.open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> checkpoint.values("h.2.ln_1.bias", 0, 1))
                .withMessage("the network has no weight \"h.2.ln_1.bias\"");
        }
    }

    private static SafetensorsBuilder writerWithout(String left) {
        SafetensorsBuilder writer = new SafetensorsBuilder();
        TINY.weights().forEach((name, values) -> {
            if (!name.equals(left)) {
                writer.add(name, ElementType.F32, TINY.shape(name), values);
            }
        });
        return writer;
    }

    private static Checkpoint checkpoint(RandomCheckpoint configured, byte[] safetensors) throws IOException {
        return Checkpoint.of(configured.config(), SafetensorsFile.wrap("test", ByteBuffer.wrap(safetensors)));
    }

    private static void assertHoldsWeightsOf(RandomCheckpoint expected, Checkpoint checkpoint) throws IOException {
        assertThat(checkpoint.weightNames()).containsExactlyElementsOf(expected.weights().keySet());
        for (Map.Entry<String, float[]> weight : expected.weights().entrySet()) {
            assertThat(checkpoint.values(weight.getKey(), 0, weight.getValue().length))
                .containsExactly(weight.getValue());
        }
    }

}

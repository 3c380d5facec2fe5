package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.ElementType;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.SafetensorsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoraAdapterTests {

    private static final String A = "base_model.model.transformer.h.0.mlp.c_fc.lora_A.weight";

    private static final String B = "base_model.model.transformer.h.0.mlp.c_fc.lora_B.weight";

    @TempDir
    Path folder;

    private final Gpt2Config base = read(
            """
                    {"model_type": "gpt2", "vocab_size": 8, "n_positions": 8, "n_embd": 2, "n_layer": 1, "n_head": 1, "n_inner": 3}
                    """);

    private static Gpt2Config read(String json) {
        try {
            return Gpt2Config.read(json.getBytes(StandardCharsets.UTF_8));
        }
        catch (CheckpointException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheAdaptersOfPeft(RecordedAdapter recorded) throws IOException {
        LoraAdapter adapter = recorded.read();

        assertThat(adapter.layers()).hasSize(4);
        long values = adapter.layers()
            .stream()
            .flatMap((layer) -> layer.matrices().values().stream())
            .mapToLong((factors) -> factors.a().length + factors.b().length)
            .sum();
        assertThat(values).isEqualTo(adapter.config().parameterCount(RecordedAdapter.embeddedConfig()));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        LoraAdapter adapter = RecordedAdapter.SOME.read();
        adapter.write(this.folder);

        LoraAdapter again = LoraAdapter.read(this.folder, RecordedAdapter.embeddedConfig());

        assertThat(again.config()).isEqualTo(adapter.config());
        assertThat(again.layers()).usingRecursiveComparison().isEqualTo(adapter.layers());
    }

    @Test
    void readsHalfPrecisionAndNamesOfAModelWithoutHead() throws IOException {
        writeConfig(1);
        write(new SafetensorsBuilder().add(A.replace("transformer.", ""), ElementType.F16, List.of(1L, 2L), 1, -0.5f)
            .add(B.replace("transformer.", ""), ElementType.BF16, List.of(3L, 1L), 2, 0.25f, 3));

        LoraMatrices factors = readAdapter().layers().get(0).matrices().values().iterator().next();

        assertThat(factors.a()).containsExactly(1, -0.5f);
        assertThat(factors.b()).containsExactly(2, 0.25f, 3);
    }

    @Test
    void rejectsAMissingTensor() throws IOException {
        writeConfig(1);
        write(new SafetensorsBuilder().add(A, ElementType.F32, List.of(1L, 2L), 1, 2));

        assertRejected("tensor \"" + B + "\" is missing; expected shape: [3, 1]");
    }

    @Test
    void rejectsATensorOfAnotherBase() throws IOException {
        writeConfig(1);
        write(new SafetensorsBuilder().add(A, ElementType.F32, List.of(1L, 4L), 1, 2, 3, 4)
            .add(B, ElementType.F32, List.of(3L, 1L), 1, 2, 3));

        assertRejected("tensor \"" + A
                + "\" does not match r and the base model; expected shape: [1, 2]; found: F32 of " + "shape [1, 4]");
    }

    @Test
    void rejectsTensorsOfMoreLayers() throws IOException {
        writeConfig(1);
        write(valid().add(A.replace("h.0", "h.1"), ElementType.F32, List.of(1L, 2L), 1, 2));

        assertRejected("tensor \"" + A.replace("h.0", "h.1") + "\" must not exist: the adapter has 1 layers");
    }

    @Test
    void rejectsValuesThatAreNotFinite() throws IOException {
        writeConfig(1);
        write(new SafetensorsBuilder().add(A, ElementType.F32, List.of(1L, 2L), 1, Float.NaN)
            .add(B, ElementType.F32, List.of(3L, 1L), 1, 2, 3));

        assertRejected("tensor \"" + A + "\" must contain only finite values; found: NaN");
    }

    @Test
    void rejectsTensorsThatAreNoWeights() throws IOException {
        writeConfig(1);
        write(new SafetensorsBuilder().add(A, ElementType.I32, List.of(1L, 2L), new byte[8])
            .add(B, ElementType.F32, List.of(3L, 1L), 1, 2, 3));

        assertRejected("tensor \"" + A + "\" must be F32, F16, BF16 or F64 to be read; found: I32");
    }

    @Test
    void rejectsDamagedFiles() throws IOException {
        writeConfig(1);
        byte[] bytes = valid().toBytes();
        Files.write(this.folder.resolve(LoraAdapter.WEIGHTS_FILE), Arrays.copyOf(bytes, bytes.length - 1));

        assertRejected("bytes, but");
    }

    @Test
    void rejectsPickledWeights() throws IOException {
        writeConfig(1);
        Files.write(this.folder.resolve("adapter_model.bin"), new byte[1]);

        assertRejected("does not exist; adapter_model.bin can run code when it is read");
    }

    @Test
    void rejectsARankAboveTheLimitBeforeItReadsTheWeights() throws IOException {
        writeConfig(65);

        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> LoraFile.open(this.folder, this.base, 64))
            .withMessageEndingWith("r must be at most 64; given: 65");
    }

    @Test
    void requiresTheSizesOfTheBase() {
        LoraConfig config = new LoraConfig(1, 1, 0, Set.of(LoraTarget.MLP_INPUT), false, "");
        LoraLayer layer = new LoraLayer(Map.of(LoraTarget.MLP_INPUT, new LoraMatrices(new float[2], new float[4])));

        assertThatIllegalArgumentException().isThrownBy(() -> new LoraAdapter(config, this.base, List.of(layer)))
            .withMessage("mlp.c_fc.lora_B must have 3 x 1 = 3 values; given: 4");
        assertThatIllegalArgumentException().isThrownBy(() -> new LoraAdapter(config, this.base, List.of()))
            .withMessage("layers must be 1, those of the base model; given: 0");
    }

    private static SafetensorsBuilder valid() {
        return new SafetensorsBuilder().add(A, ElementType.F32, List.of(1L, 2L), 1, 2)
            .add(B, ElementType.F32, List.of(3L, 1L), 1, 2, 3);
    }

    private void writeConfig(int rank) throws IOException {
        Files.writeString(this.folder.resolve(LoraConfig.FILE),
                "{\"peft_type\": \"LORA\", \"target_modules\": [\"c_fc\"], \"r\": " + rank + "}");
    }

    private void write(SafetensorsBuilder weights) throws IOException {
        Files.write(this.folder.resolve(LoraAdapter.WEIGHTS_FILE), weights.toBytes());
    }

    private LoraAdapter readAdapter() throws IOException {
        return LoraAdapter.read(this.folder, this.base);
    }

    private void assertRejected(String message) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(this::readAdapter)
            .withMessageStartingWith(this.folder.resolve(LoraAdapter.WEIGHTS_FILE) + ": ")
            .withMessageContaining(message);
    }

}

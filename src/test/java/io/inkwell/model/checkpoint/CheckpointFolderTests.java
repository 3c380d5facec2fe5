package io.inkwell.model.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class CheckpointFolderTests {

    private static final RandomCheckpoint TINY = RandomCheckpoint.tiny();

    @TempDir
    private Path folder;

    @Test
    void followsSymbolicLinks(@TempDir Path blobs) throws IOException {
        TINY.writeTo(blobs);
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.createSymbolicLink(this.folder.resolve(name), blobs.resolve(name));
        }
        try (Checkpoint checkpoint = Checkpoint.open(this.folder)) {
            assertThat(checkpoint.config()).isEqualTo(TINY.config());
        }
    }

    @Test
    void opensShards() throws IOException {
        SafetensorsBuilder[] shards = { new SafetensorsBuilder(), new SafetensorsBuilder() };
        TINY.weights()
            .forEach((name, values) -> shards[name.startsWith("h.1.") ? 1 : 0].add(name, ElementType.F32,
                    TINY.shape(name), values));
        write("config.json", TINY.configJson());
        write("model-00001-of-00002.safetensors", shards[0].toBytes());
        write("model-00002-of-00002.safetensors", shards[1].toBytes());
        writeIndex("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
        try (Checkpoint checkpoint = Checkpoint.open(this.folder)) {
            assertThat(checkpoint.values("wte.weight", 5, 1)).containsExactly(TINY.weight("wte.weight")[5]);
            assertThat(checkpoint.values("h.1.mlp.c_fc.bias", 5, 1))
                .containsExactly(TINY.weight("h.1.mlp.c_fc.bias")[5]);
        }
    }

    @Test
    void closesAllFilesEvenIfOneFails() {
        List<String> closed = new ArrayList<>();
        List<Closeable> files = List.of(failing("first"), () -> closed.add("second"), failing("third"));

        assertThatIOException().isThrownBy(() -> CheckpointFolder.closeAll(files))
            .withMessage("first")
            .satisfies((failure) -> assertThat(failure.getSuppressed()).singleElement()
                .hasToString("java.io.IOException: third"));
        assertThat(closed).containsExactly("second");
    }

    private static Closeable failing(String message) {
        return () -> {
            throw new IOException(message);
        };
    }

    @Test
    void rejectsMissingShard() throws IOException {
        write("config.json", TINY.configJson());
        write("model-1.safetensors", TINY.safetensors());
        writeIndex("model-1.safetensors", "model-2.safetensors");
        assertRejected("model.safetensors.index.json: of its 2 files these are missing: model-2.safetensors; "
                + "download them again");
    }

    @ParameterizedTest
    @ValueSource(strings = { "../model.safetensors", "/model.safetensors", "a\\model.safetensors", "pytorch_model.bin",
            "model.safetensors\0", "" })
    void rejectsShardsOutsideTheFolder(String name) throws IOException {
        write("config.json", TINY.configJson());
        writeIndex(name, "model.safetensors");
        assertRejected("weight_map must list .safetensors files in the same folder; given: \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "{}", "{\"weight_map\": []}", "{\"weight_map\": {\"a\": 1}}", "{\"weight_map\": {}}", "[" })
    void rejectsEmptyWeightMap(String index) throws IOException {
        write("config.json", TINY.configJson());
        write("model.safetensors.index.json", index.getBytes(StandardCharsets.UTF_8));
        assertRejected("model.safetensors.index.json: ");
    }

    @Test
    void namesMissingFiles() throws IOException {
        assertRejected("config.json: does not exist");
        write("config.json", TINY.configJson());
        assertRejected("has neither model.safetensors nor model.safetensors.index.json");
        Files.createDirectory(this.folder.resolve("model.safetensors"));
        assertRejected("model.safetensors: is not a file");
    }

    @Test
    void rejectsFileInsteadOfFolder() throws IOException {
        Path file = write("config.json", TINY.configJson());
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> Checkpoint.open(file))
            .withMessage(file + ": is not a checkpoint folder");
    }

    @Test
    void rejectsHugeConfig() throws IOException {
        write("config.json", new byte[(16 << 20) + 1]);
        assertRejected("must be at most 16777216 bytes");
    }

    private void assertRejected(String message) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> Checkpoint.open(this.folder))
            .withMessageContaining(message);
    }

    private void writeIndex(String first, String second) throws IOException {
        write("model.safetensors.index.json", JsonMapper.shared()
            .writeValueAsBytes(Map.of("weight_map", Map.of("wte.weight", first, "h.1.mlp.c_fc.bias", second))));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(this.folder.resolve(name), content);
    }

}

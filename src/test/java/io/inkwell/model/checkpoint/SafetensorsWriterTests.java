package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SafetensorsWriterTests {

    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    SafetensorsWriterTests() {
        this.shapes.put("b", List.of(2L, 2L));
        this.shapes.put("a", List.of());
    }

    @Test
    void writesValuesInParts() throws IOException {
        Path path = this.folder.resolve("a.safetensors");
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, this.shapes)) {
            writer.write(values(1, 2, 3));
            writer.write(values(4, -0.0f));
            writer.finish();
        }

        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.names()).containsExactly("b", "a");
            assertThat(file.info("b").shape()).containsExactly(2L, 2L);
            assertThat(file.values("b", 0, 4)).containsExactly(1, 2, 3, 4);
            assertThat(file.values("a", 0, 1)).containsExactly(-0.0f);
        }
        // The reference implementation aligns the data to 8 bytes.
        assertThat((Files.size(path) - 5 * Float.BYTES) % 8).isZero();
        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
            .contains("\"__metadata__\":{\"format\":\"pt\"}");
    }

    @Test
    void replacesAFile() throws IOException {
        Path path = Files.write(this.folder.resolve("a.safetensors"), new byte[10_000]);
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, this.shapes)) {
            writer.write(values(1, 2, 3, 4, 5));
            writer.finish();
        }

        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.values("a", 0, 1)).containsExactly(5);
        }
    }

    @Test
    void requiresAllValues() throws IOException {
        Path path = this.folder.resolve("a.safetensors");
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, this.shapes)) {
            writer.write(values(1, 2, 3, 4));

            assertThatIllegalStateException().isThrownBy(writer::finish).withMessageStartingWith(path + " must have ");
        }
    }

    private static ByteBuffer values(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

}

package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SafetensorsFileTests {

    private static final List<Long> TWO_BY_THREE = List.of(2L, 3L);

    @TempDir
    private Path folder;

    @Test
    void roundTrips() throws IOException {
        byte[] bytes = new SafetensorsBuilder().add("a", ElementType.F32, TWO_BY_THREE, 1, 2, 3, 4, 5, 6)
            .add("b", ElementType.F32, List.of(), -0.5f)
            .add("c", ElementType.F32, List.of(0L, 4L))
            .toBytes();
        try (SafetensorsFile file = SafetensorsFile.open(write(bytes))) {
            assertThat(file.names()).containsExactly("a", "b", "c");
            assertThat(file.info("a")).isEqualTo(new TensorInfo("a", ElementType.F32, "F32", TWO_BY_THREE, 0, 24));
            assertThat(file.values("a", 0, 6)).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(file.values("b", 0, 1)).containsExactly(-0.5f);
            assertThat(file.values("c", 0, 0)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "F16", "BF16" })
    void readsHalfPrecisionAsStored(ElementType type) throws IOException {
        byte[] bytes = new SafetensorsBuilder().add("a", type, List.of(2L), 1, -2).toBytes();
        ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        SafetensorsFile.wrap("test", ByteBuffer.wrap(bytes)).read("a", 0, data);
        assertThat(data.flip().getShort()).isEqualTo((short) ((type == ElementType.F16) ? 0x3C00 : 0x3F80));
        assertThat(data.getShort()).isEqualTo((short) 0xC000);
    }

    @ParameterizedTest
    @EnumSource(names = { "F32", "F16", "BF16", "F64" })
    void readsValuesOfEveryDtypeAtAnyOffset(ElementType type) throws IOException {
        byte[] bytes = new SafetensorsBuilder().add("a", type, List.of(1L), 7)
            .add("b", type, TWO_BY_THREE, 1, -2, 0.5f, -0.0f, Float.NEGATIVE_INFINITY, 0x1p-14f)
            .toBytes();
        try (SafetensorsFile file = SafetensorsFile.open(write(bytes))) {
            assertThat(file.values("b", 0, 3)).containsExactly(1, -2, 0.5f);
            assertThat(file.values("b", 3, 3)).containsExactly(-0.0f, Float.NEGATIVE_INFINITY, 0x1p-14f);
            assertThat(file.values("b", 6, 0)).isEmpty();
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> file.values("b", 4, 3));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> file.values("b", -1, 1));
        }
    }

    @Test
    void readsSubnormalHalfs() throws IOException {
        byte[] bytes = new SafetensorsBuilder().add("a", ElementType.F16, List.of(2L), new byte[] { 1, 0, -1, -125 })
            .toBytes();
        try (SafetensorsFile file = SafetensorsFile.wrap("test", ByteBuffer.wrap(bytes))) {
            assertThat(file.values("a", 0, 2)).containsExactly(0x1p-24f, -0x3ffp-24f);
        }
    }

    @Test
    void readsBytesFromAnyOffset() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(write(oneTensor()))) {
            ByteBuffer data = ByteBuffer.allocateDirect(3);
            file.read("a", 5, data);
            assertThat(data.flip().get(2)).isEqualTo((byte) 0x40);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> file.read("a", 6, data.clear()));
        }
    }

    @Test
    void wrapsBytesBetweenPositionAndLimit() throws IOException {
        byte[] bytes = new SafetensorsBuilder().add("a", ElementType.F32, List.of(1L), 7).toBytes();
        ByteBuffer larger = ByteBuffer.allocate(bytes.length + 10).position(5).put(bytes).flip().position(5);
        assertThat(SafetensorsFile.wrap("test", larger).values("a", 0, 1)).containsExactly(7);
    }

    @Test
    void listsButDoesNotReadOtherDtypes() throws IOException {
        byte[] bytes = new SafetensorsBuilder().add("mask", ElementType.BOOL, List.of(2L), new byte[2]).toBytes();
        SafetensorsFile file = SafetensorsFile.wrap("test", ByteBuffer.wrap(bytes));
        assertThat(file.info("mask").type()).isEqualTo(ElementType.BOOL);
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> file.values("mask", 0, 2))
            .withMessage("test: tensor \"mask\" must be F32, F16, BF16 or F64 to be read; found: BOOL");
    }

    @Test
    void namesUnknownDtype() throws IOException {
        String header = "{\"a\": {\"dtype\": \"F4\", \"shape\": [3], \"data_offsets\": [0, 8]}}";
        SafetensorsFile file = SafetensorsFile.wrap("test", ByteBuffer.wrap(SafetensorsBuilder.file(header, 8)));
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> file.values("a", 0, 1))
            .withMessage("test: tensor \"a\" must be F32, F16, BF16 or F64 to be read; found: F4");
    }

    @Test
    void rejectsUnknownTensor() throws IOException {
        SafetensorsFile file = SafetensorsFile.wrap("test", ByteBuffer.wrap(oneTensor()));
        assertThatIllegalArgumentException().isThrownBy(() -> file.values("b", 0, 1))
            .withMessage("test has no tensor \"b\"");
    }

    @Test
    void readsTensorsBeyondTwoGigabytes() throws IOException {
        long large = 1L << 31;
        String header = "{\"large\":{\"dtype\":\"F16\",\"shape\":[" + large / 2 + "],\"data_offsets\":[0," + large
                + "]},\"small\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[" + large + "," + (large + 2)
                + "]}}";
        byte[] start = SafetensorsBuilder.file(header, 0);
        Path path = write(start);
        try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.seek(start.length + large);
            sparse.write(new byte[] { 0x00, 0x3C });
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.values("small", 0, 1)).containsExactly(1);
            assertThat(file.values("large", large / 2 - 2, 2)).containsExactly(0, 0);
        }
    }

    @Test
    void rejectsTruncatedFile() throws IOException {
        Path path = write(oneTensor());
        try (SafetensorsFile file = SafetensorsFile.open(path);
                RandomAccessFile writer = new RandomAccessFile(path.toFile(), "rw")) {
            writer.setLength(writer.length() - 1);
            assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> file.values("a", 0, 2))
                .withMessageContaining("has shrunk to");
        }
    }

    @Test
    void rejectsPathsThatAreNotFiles() {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> SafetensorsFile.open(this.folder))
            .withMessage(this.folder + ": is not a file");
        Path missing = this.folder.resolve("missing");
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> SafetensorsFile.open(missing))
            .withMessage(missing + ": does not exist");
    }

    private static byte[] oneTensor() {
        return new SafetensorsBuilder().add("a", ElementType.F32, List.of(2L), 1, 2).toBytes();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(this.folder.resolve("model.safetensors"), bytes);
    }

}

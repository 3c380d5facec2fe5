package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Invalid safetensors files; each is rejected with a reason. */
class BrokenSafetensorsTests {

    private static final byte[] SOUND = new SafetensorsBuilder()
        .add("first", ElementType.F32, List.of(2L, 3L), 1, 2, 3, 4, 5, 6)
        .add("second", ElementType.F16, List.of(4L), 1, 2, 3, 4)
        .add("mask", ElementType.BOOL, List.of(3L), new byte[3])
        .toBytes();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 8]}} | tensor \"a\": F32 of shape [3] takes 12 bytes; its data_offsets [0, 8] hold 8",
            "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 12]}} | the tensors take 12 bytes, but 8 follow the header",
            "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}} | the tensors take 4 bytes, but 8 follow the header",
            "{} | the tensors take 0 bytes, but 8 follow the header",
            "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 8]}} | tensor \"a\" begins at byte 4 of the data, after a gap: the tensors before it end at 0",
            "{'a': {'dtype': 'U8', 'shape': [5], 'data_offsets': [0, 5]}, 'b': {'dtype': 'U8', 'shape': [4], 'data_offsets': [4, 8]}} | tensor \"b\" begins at byte 4 of the data, inside another tensor: the tensors before it end at 5",
            "{'a': {'dtype': 'U8', 'shape': [8], 'data_offsets': [0, 8]}, 'b': {'dtype': 'U8', 'shape': [8], 'data_offsets': [0, 8]}} | tensor \"b\" begins at byte 0 of the data, inside another tensor: the tensors before it end at 8",
            "{'a': {'dtype': 'U8', 'shape': [8], 'data_offsets': [0, 8]}, 'b': {'dtype': 'U8', 'shape': [0], 'data_offsets': [9, 9]}} | tensor \"b\" begins at byte 9 of the data, after a gap: the tensors before it end at 8",
            "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 0]}} | tensor \"a\": data_offsets must be 0 <= begin <= end; given: [8, 0]",
            "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [-8, 0]}} | tensor \"a\": data_offsets must be 0 <= begin <= end; given: [-8, 0]",
            "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8, 8]}} | tensor \"a\": data_offsets must be two integers; given: [0, 8, 8]",
            "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0.0, 8.0]}} | tensor \"a\": data_offsets must be a list of integers below 2^63",
            "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 18446744073709551616]}} | tensor \"a\": data_offsets must be a list of integers below 2^63",
            "{'a': {'dtype': 'F32', 'shape': [2]}} | tensor \"a\": data_offsets must be a list of integers below 2^63",
            "{'a': {'dtype': 'F32', 'data_offsets': [0, 8]}} | tensor \"a\": shape must be a list of integers below 2^63",
            "{'a': {'dtype': 'F32', 'shape': {'x': 2}, 'data_offsets': [0, 8]}} | tensor \"a\": shape must be a list of integers below 2^63",
            "{'a': {'dtype': 'F32', 'shape': ['2'], 'data_offsets': [0, 8]}} | tensor \"a\": shape must be a list of integers below 2^63",
            "{'a': {'dtype': 'F32', 'shape': [-1, -2], 'data_offsets': [0, 8]}} | tensor \"a\": shape must not be negative; given: [-1, -2]",
            "{'a': {'dtype': 'F32', 'shape': [1099511627776, 1099511627776], 'data_offsets': [0, 8]}} | tensor \"a\": shape must stay below 2^63 bytes; given: [1099511627776, 1099511627776]",
            "{'a': {'dtype': 'F32', 'shape': [4611686018427387904, 4], 'data_offsets': [0, 0]}} | tensor \"a\": shape must stay below 2^63 bytes; given: [4611686018427387904, 4]",
            "{'a': 7} | tensor \"a\": data_offsets must be a list of integers below 2^63",
            "{'__metadata__': {'format': 1}} | __metadata__ must be an object of strings",
            "{'__metadata__': ['pt']} | __metadata__ must be an object of strings",
            "[1] | the header must be a JSON object", "'a' | the header must be a JSON object",
            "{} {} | the header must be a single JSON object; found trailing data" })
    void explainsInvalidHeaders(String header, String message) {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> open(SafetensorsBuilder.file(header.replace('\'', '"'), 8)))
            .withMessage("test: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "{", "{'a'", "{'a':}", "nonsense", "{}\0\0\0", "\0{}", "{'a': NaN}",
            "{'__metadata__': {}, '__metadata__': {}}",
            "{'a': {'dtype': 'U8', 'dtype': 'U8', 'shape': [8], 'data_offsets': [0, 8]}}",
            "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, 'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [4, 8]}}" })
    void rejectsInvalidJsonAndDuplicateNames(String header) {
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> open(SafetensorsBuilder.file(header.replace('\'', '"'), 8)))
            .withMessageStartingWith("test: the header ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "F4", "F6_E2M3", "F6_E3M2", "F8_E4M3FNUZ", "F8_E5M2FNUZ", "f32", "" })
    void keepsUnknownDtypes(String dtype) throws IOException {
        String header = "{\"a\": {\"dtype\": \"" + dtype + "\", \"shape\": [3], \"data_offsets\": [0, 8]}}";
        try (SafetensorsFile file = open(SafetensorsBuilder.file(header, 8))) {
            assertThat(file.info("a")).isEqualTo(new TensorInfo("a", ElementType.OTHER, dtype, List.of(3L), 0, 8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "9", "null", "[]" })
    void rejectsMissingDtype(String dtype) {
        String header = "{\"a\": {\"dtype\": " + dtype + ", \"shape\": [2], \"data_offsets\": [0, 8]}}";
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> open(SafetensorsBuilder.file(header, 8)))
            .withMessage("test: tensor \"a\": dtype must be a string");
    }

    @Test
    void rejectsHeaderInAnotherEncoding() {
        byte[] latin1 = { '{', '"', (byte) 0xE9, '"', ':', '{', '}', '}' };
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> open(SafetensorsBuilder.file(latin1, new byte[0])))
            .withMessageStartingWith("test: the header is not valid JSON");
        byte[] utf16 = { '{', 0, '}', 0 };
        assertThatExceptionOfType(CheckpointException.class)
            .isThrownBy(() -> open(SafetensorsBuilder.file(utf16, new byte[0])))
            .withMessageStartingWith("test: the header is not valid JSON");
    }

    @Test
    void rejectsDeepNestingWithoutStackOverflow() {
        String header = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> open(SafetensorsBuilder.file(header, 0)))
            .withMessageStartingWith("test: the header is not valid JSON");
    }

    @Test
    void rejectsHeaderWithTooManyTokens() {
        String header = "{\"a\":{\"shape\":[" + "7,".repeat(2_000_000) + "7]}}";
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> open(SafetensorsBuilder.file(header, 0)))
            .withMessageContaining("exceeds the maximum allowed");
    }

    @ParameterizedTest
    @ValueSource(longs = { 9, 100_000_001, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1 })
    void rejectsHeaderLongerThanFile(long length) {
        byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> open(bytes))
            .withMessage("test: the header must be at most 8 bytes in a file of 16; given: "
                    + Long.toUnsignedString(length));
    }

    @Test
    void rejectsFileTruncatedAnywhere(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("model.safetensors");
        for (int length = 0; length < SOUND.length; length++) {
            byte[] cut = Arrays.copyOf(SOUND, length);
            assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> open(cut));
            Files.write(path, cut);
            assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> SafetensorsFile.open(path))
                .withMessageStartingWith(path + ": ");
        }
    }

    @Test
    void randomDamageIsRejectedOrHarmless() throws IOException {
        Random random = new Random(20);
        int headerEnd = Long.BYTES + (int) ByteBuffer.wrap(SOUND).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int rejected = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = SOUND.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                int at = random.nextInt(headerEnd);
                // Digits and punctuation exercise the checks more deeply than random
                // bytes.
                damaged[at] = random.nextBoolean() ? (byte) random.nextInt(256)
                        : (byte) "0123456789-[]{},:\" ".charAt(random.nextInt(19));
            }
            try (SafetensorsFile file = open(damaged)) {
                for (String name : file.names()) {
                    if (file.info(name).type().isWeight()) {
                        int size = (int) file.info(name).sizeBytes();
                        assertThatNoException().isThrownBy(() -> file.read(name, 0, ByteBuffer.allocate(size)));
                    }
                }
            }
            catch (CheckpointException ex) {
                assertThat(ex).hasMessageStartingWith("test: ");
                rejected++;
            }
        }
        assertThat(rejected).isBetween(10_000, 19_999);
    }

    private static SafetensorsFile open(byte[] bytes) throws IOException {
        return SafetensorsFile.wrap("test", ByteBuffer.wrap(bytes));
    }

}

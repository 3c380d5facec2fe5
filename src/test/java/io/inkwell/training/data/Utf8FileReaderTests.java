package io.inkwell.training.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class Utf8FileReaderTests {

    @TempDir
    private Path folder;

    @Test
    void readsCharactersOfAllLengths() throws IOException {
        // 200,000 bytes and more, so that characters are split between two reads.
        String text = "aé€\uD83D\uDE00\n".repeat(20_000);

        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void readsCharByChar() throws IOException {
        String text = "aé\uD83D\uDE00b\uD83D\uDE00";
        StringBuilder chars = new StringBuilder();

        try (Reader reader = new Utf8FileReader(file(text.getBytes(StandardCharsets.UTF_8)))) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                chars.append((char) next);
            }
        }

        assertThat(chars).hasToString(text);
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFtext\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("text\n");
    }

    @Test
    void namesTheFirstByteThatIsNotUtf8() throws IOException {
        Path file = file("a".repeat(100_000).getBytes(StandardCharsets.UTF_8), new byte[] { (byte) 0xE9, 'b' });

        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> read(file))
            .withMessage(file + ": line 1: byte 100000, counted from 0, is not valid UTF-8; convert the file to UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r", "\r\n" })
    void namesTheLineOfTheFirstByteThatIsNotUtf8(String end) throws IOException {
        Path file = file(("row" + end).repeat(50_000).getBytes(StandardCharsets.UTF_8),
                new byte[] { 'a', (byte) 0xE9 });

        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> read(file))
            .withMessageContaining(": line 50001: byte " + (50_000L * (3 + end.length()) + 1) + ", ");
    }

    @Test
    void rejectsAnIncompleteCharacterAtTheEnd() throws IOException {
        Path file = file(new byte[] { 'a', (byte) 0xE2, (byte) 0x82 });

        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> read(file))
            .withMessageContaining("byte 1, counted from 0, is not valid UTF-8");
    }

    @Test
    void rejectsABinaryFile() throws IOException {
        Path file = file("a".repeat(70_000).getBytes(StandardCharsets.UTF_8), new byte[] { 0, 1, 2 });

        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> read(file))
            .withMessage(file + ": is not a text in UTF-8: byte 70000, counted from 0, is zero");
    }

    private String read(byte[] content) throws IOException {
        return read(file(content));
    }

    private static String read(Path file) throws IOException {
        try (Reader reader = new Utf8FileReader(file)) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    private Path file(byte[]... parts) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return Files.write(this.folder.resolve("text.txt"), content.toByteArray());
    }

}

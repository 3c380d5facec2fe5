package io.inkwell.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrainingTextTests {

    @TempDir
    private Path folder;

    @Test
    void readsTheFilesOfAFolderInTheirOrder() throws IOException {
        Files.writeString(this.folder.resolve("b.txt"), "last");
        Files.writeString(this.folder.resolve("a.jsonl"), """
                {"text": "first"}

                {"prompt": "second ", "completion": "and more"}
                """);

        assertThat(texts(this.folder)).containsExactly("first", "second and more", "last");
    }

    @Test
    void piecesOfALongTextGiveTheText() throws IOException {
        String text = "word ".repeat(40_000);
        Path file = Files.writeString(this.folder.resolve("long.txt"), text);

        List<String> pieces = texts(file);

        assertThat(pieces).hasSizeGreaterThan(1).allSatisfy((piece) -> assertThat(piece).matches("(?s) ?word.*"));
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    @Test
    void namesAnInvalidRow() throws IOException {
        Path file = Files.writeString(this.folder.resolve("rows.jsonl"), "{\"text\": \"a\"}\n{\"txt\": \"b\"}\n");

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> texts(file))
            .havingCause()
            .withMessageContaining("line 2");
    }

    @Test
    void startIsThatOfTheFirstFile() throws IOException {
        Files.writeString(this.folder.resolve("a.txt"), "The first text");
        Files.writeString(this.folder.resolve("b.txt"), "another");

        assertThat(TrainingText.start(this.folder, 9)).isEqualTo("The first");
        assertThat(TrainingText.start(this.folder, 99)).isEqualTo("The first text");
    }

    @Test
    void startDoesNotSplitASurrogatePair() throws IOException {
        Path row = Files.writeString(this.folder.resolve("a.jsonl"), "{\"text\": \"abc\uD83D\uDE00d\"}");
        Path text = Files.writeString(this.folder.resolve("a.txt"), "abc\uD83D\uDE00d");

        assertThat(TrainingText.start(row, 4)).isEqualTo("abc");
        assertThat(TrainingText.start(row, 5)).isEqualTo("abc\uD83D\uDE00");
        assertThat(TrainingText.start(text, 4)).isEqualTo("abc");
    }

    private static List<String> texts(Path source) throws IOException {
        try (Stream<String> texts = TrainingText.open(source)) {
            return texts.toList();
        }
    }

}

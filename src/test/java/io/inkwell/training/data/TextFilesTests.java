package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextFilesTests {

    @TempDir
    private Path folder;

    @Test
    void findsTheTextsOfAFolderAndItsSubfoldersByPath() throws IOException {
        Path second = file("b.txt");
        Path third = file("c/a.JSONL");
        Path first = file("a.txt");
        Path other = file("README.md");
        file(".hidden.txt");
        file("c/.git/a.txt");

        TextFiles files = TextFiles.of(this.folder);

        assertThat(files.files()).containsExactly(first, second, third);
        assertThat(files.notices())
            .containsExactly("Files that are not .txt or .jsonl are not used: 1, the first is " + other);
    }

    @Test
    void acceptsASingleFile() throws IOException {
        Path file = file("a.txt");

        assertThat(TextFiles.of(file)).isEqualTo(new TextFiles(List.of(file), List.of(), List.of()));
    }

    @Test
    void rejectsAMissingFile() {
        assertRejected(this.folder.resolve("no.txt"), "there is no such file or folder");
    }

    @Test
    void rejectsAnEmptyFile() throws IOException {
        assertRejected(Files.createFile(this.folder.resolve("b.txt")), "the file is empty");
    }

    @Test
    void skipsEmptyFilesOfAFolder() throws IOException {
        Path text = file("a.txt");
        Path empty = Files.createFile(this.folder.resolve("b.txt"));

        TextFiles files = TextFiles.of(this.folder);

        assertThat(files.files()).containsExactly(text);
        assertThat(files.notices()).containsExactly("Empty files are not used: 1, the first is " + empty);
    }

    @Test
    void rejectsAFolderOfEmptyFiles() throws IOException {
        Files.createFile(this.folder.resolve("b.txt"));

        assertRejected(this.folder, "all .txt and .jsonl files of the folder are empty");
    }

    @Test
    void rejectsAFileOfAnotherKind() throws IOException {
        assertRejected(file("a.csv"), "the name of a text must end with .txt or .jsonl");
    }

    @Test
    void rejectsAFolderWithoutTexts() throws IOException {
        file("a.csv");

        assertRejected(this.folder, "the folder has no .txt or .jsonl file");
    }

    private static void assertRejected(Path source, String problem) {
        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> TextFiles.of(source))
            .withMessage(source + ": " + problem);
    }

    private Path file(String name) throws IOException {
        Path file = this.folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "text");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void namesALinkThatLeadsToItsOwnFolder(@TempDir Path loop) throws IOException {
        Files.createSymbolicLink(loop.resolve("link"), loop);

        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> TextFiles.of(loop))
            .withMessage(loop.resolve("link") + ": the link leads to a folder that contains it");
    }

}

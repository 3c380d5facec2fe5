package io.inkwell.finetuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FineTuningFolderTests {

    @TempDir
    private Path root;

    @Test
    void onlyOneServiceUsesAFolder() throws IOException {
        try (FineTuningFolder first = FineTuningFolder.open(this.root)) {
            assertThat(first.jobs()).isEmpty();
            assertThatIOException().isThrownBy(() -> FineTuningFolder.open(this.root))
                .withMessage("another process uses the folder; each service needs its own");
        }
        FineTuningFolder.open(this.root).close();
    }

    @Test
    void deletesWhatInterruptedUploadsLeft() throws IOException {
        try (FineTuningFolder folder = FineTuningFolder.open(this.root)) {
            Files.writeString(folder.upload("file-a"), "half");
            Files.writeString(folder.file("file-b", ".txt"), "whole");
            Files.writeString(folder.file("file-c", ".txt"), "without a row");
            Files.createFile(folder.mark("file-c", ".txt"));
            Files.writeString(folder.file("file-d", ".txt"), "with a row");
            Files.createFile(folder.mark("file-d", ".txt"));

            folder.deleteInterrupted("file-d"::equals);

            assertThat(this.root.resolve("uploads")).isEmptyDirectory();
            assertThat(folder.file("file-b", ".txt")).hasContent("whole");
            assertThat(folder.file("file-c", ".txt")).doesNotExist();
            assertThat(folder.file("file-d", ".txt")).hasContent("with a row");
        }
    }

}

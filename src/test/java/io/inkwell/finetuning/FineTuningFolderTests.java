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
        try (FineTuningFolder first = FineTuningFolder.open(this.root)) {
            Files.writeString(first.upload("file-a"), "half");
            Files.writeString(first.file("file-b", ".txt"), "whole");
        }
        try (FineTuningFolder second = FineTuningFolder.open(this.root)) {
            assertThat(second.upload("file-a")).doesNotExist();
            assertThat(second.file("file-b", ".txt")).hasContent("whole");
        }
    }

}

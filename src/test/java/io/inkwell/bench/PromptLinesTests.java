package io.inkwell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PromptLinesTests {

    @TempDir
    private Path folder;

    @Test
    void cyclesThroughTheLines() throws IOException {
        PromptLines prompts = PromptLines.read(file("Größe\n\n \nCall me\n"));

        assertThat(prompts.next()).isEqualTo(new LoadPrompt.Text("Größe"));
        assertThat(prompts.next()).isEqualTo(new LoadPrompt.Text("Call me"));
        assertThat(prompts.next()).isEqualTo(new LoadPrompt.Text("Größe"));
    }

    @Test
    void rejectsAFileWithoutPrompts() throws IOException {
        Path file = file("\n\n");

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> PromptLines.read(file))
            .withMessage("--prompts must be a file with one prompt per line; given: " + file);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(this.folder.resolve("prompts.txt"), text);
    }

}

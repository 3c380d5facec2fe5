package io.inkwell.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelsFolderTests {

    @TempDir
    private Path outside;

    private Path root = Path.of("");

    @BeforeEach
    void create() throws IOException {
        this.root = Files.createDirectories(this.outside.resolve("models"));
        Files.createDirectories(this.root.resolve("owner/gpt2"));
        Files.writeString(this.root.resolve("file"), "");
        Files.createDirectories(this.outside.resolve("secret"));
        Files.createSymbolicLink(this.root.resolve("escape"), this.outside.resolve("secret"));
        Files.createSymbolicLink(this.root.resolve("latest"), this.root.resolve("owner/gpt2"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "owner/gpt2", "latest" })
    void resolvesAFolderBelowTheRoot(String folder) throws IOException {
        assertThat(new ModelsFolder(this.root).resolve(folder)).isEqualTo(this.root.resolve("owner/gpt2").toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", "../secret", "owner/../../secret", "owner/../owner/gpt2", "./owner", "escape",
            "file", "missing", "/", "/etc", "a\0b", "~" })
    void rejectsAnythingElseWithTheSameError(String folder) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new ModelsFolder(this.root).resolve(folder))
            .withMessage("folder must be a folder below inkwell.admin.models-folder; given: \"" + folder + "\"");
    }

    @Test
    void rejectsAllFoldersWithoutARoot() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new ModelsFolder(null).resolve("owner"))
            .withMessageContaining("inkwell.admin.models-folder is not set");
    }

}

package io.inkwell.registry.adapter;

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

class AdaptersFolderTests {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void create() throws IOException {
        this.root = Files.createDirectory(this.folder.resolve("adapters"));
        Files.createDirectories(this.root.resolve("one/nested"));
        Files.createDirectory(this.folder.resolve("outside"));
        Files.writeString(this.folder.resolve("secret"), "secret");
        Files.writeString(this.root.resolve("file"), "no folder");
        Files.createSymbolicLink(this.root.resolve("inner-link"), this.root.resolve("one"));
        Files.createSymbolicLink(this.root.resolve("outer-link"), this.folder.resolve("outside"));
        Files.createSymbolicLink(this.root.resolve("itself"), this.root);
        Files.createDirectory(this.root.resolve("outer-file"));
        Files.createSymbolicLink(this.root.resolve("outer-file/adapter_config.json"), this.folder.resolve("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "one", "inner-link" })
    void findsFoldersByName(String name) throws IOException {
        assertThat(new AdaptersFolder(this.root).resolve(name)).isEqualTo(this.root.resolve("one").toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", "../outside", "one/nested", "one/", "./one", "one/../one", "none", "file",
            "outer-link", "itself", "outer-file", "/", "/etc", "a\0b", "..\\outside" })
    void rejectsEverythingElseAlike(String name) {
        assertRejected(name);
    }

    @Test
    void rejectsTheAbsolutePathOfAFolder() {
        assertRejected(this.root.resolve("one").toString());
    }

    private void assertRejected(String name) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new AdaptersFolder(this.root).resolve(name))
            .withMessage("lora_path must be the name of a folder in inkwell.adapters.dir; given: \"" + name + "\"");
    }

    @Test
    void rejectsEveryNameWithoutAFolder() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new AdaptersFolder(null).resolve("one"))
            .withMessageContaining("inkwell.adapters.dir is not set");
    }

}

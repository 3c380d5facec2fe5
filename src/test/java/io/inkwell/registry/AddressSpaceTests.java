package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AddressSpaceTests {

    @TempDir
    private Path folder;

    @Test
    void isTheMemoryOfTheMachine() throws IOException {
        assertThat(AddressSpace.bytes(file("overcommit", "0\n"), memory())).isEqualTo(2048);
    }

    @Test
    void isEmptyIfLinuxCountsReservedAddresses() throws IOException {
        assertThat(AddressSpace.bytes(file("overcommit", "2\n"), memory())).isZero();
    }

    @Test
    void isEmptyOnOtherSystems() throws IOException {
        assertThat(AddressSpace.bytes(this.folder.resolve("none"), memory())).isZero();
        assertThat(AddressSpace.bytes(file("overcommit", "0\n"), this.folder.resolve("none"))).isZero();
    }

    private Path memory() throws IOException {
        return file("meminfo", "MemTotal:       2 kB\nMemAvailable:   1 kB\n");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(this.folder.resolve(name), content);
    }

}

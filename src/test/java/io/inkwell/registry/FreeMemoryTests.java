package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FreeMemoryTests {

    private static final String MEMINFO = """
            MemTotal:       16384000 kB
            MemFree:          512000 kB
            MemAvailable:    8192000 kB
            Buffers:          204800 kB
            """;

    private static final long FREE = 512_000L << 10;

    private static final long AVAILABLE = 8_192_000L << 10;

    private static final long TOTAL = 16_384_000L << 10;

    @TempDir
    private Path folder;

    @Test
    void countsReclaimableMemoryOfLinux() throws IOException {
        assertThat(FreeMemory.bytes(meminfo(MEMINFO), FREE, TOTAL)).isEqualTo(AVAILABLE);
    }

    @Test
    void isAtMostTheLimitOfTheContainer() throws IOException {
        long limit = 1L << 30;

        assertThat(FreeMemory.bytes(meminfo(MEMINFO), FREE, limit)).isEqualTo(limit);
    }

    @Test
    void isTheFreeMemoryWithoutStatistics() throws IOException {
        assertThat(FreeMemory.bytes(this.folder.resolve("missing"), FREE, TOTAL)).isEqualTo(FREE);
        assertThat(FreeMemory.bytes(meminfo("MemFree: 1 kB\n"), FREE, TOTAL)).isEqualTo(FREE);
    }

    private Path meminfo(String text) throws IOException {
        return Files.writeString(this.folder.resolve("meminfo"), text);
    }

}

package io.inkwell.finetuning.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PidFileTests {

    private final PidFile file;

    PidFileTests(@TempDir Path folder) {
        this.file = new PidFile(folder.resolve("job.pid"));
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1000, 1000 })
    void waitsForTheProcessAlthoughTheClockWasSet(long millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "1").start();
        write(process, millis);

        this.file.awaitEnd();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void anotherProcessWithTheNumberIsLeftAlone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            write(process, -3_600_000);

            this.file.awaitEnd();

            assertThat(process.isAlive()).isTrue();
        }
        finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "12", "-1 5", "many words here" })
    void aBrokenFileNamesNoProcess(String content) throws IOException, InterruptedException {
        Files.writeString(this.file.path(), content);

        this.file.awaitEnd();

        assertThat(this.file.path()).hasContent(content);
    }

    private void write(Process process, long millis) throws IOException {
        this.file.write(process.toHandle());
        String[] parts = Files.readString(this.file.path()).split(" ");
        Files.writeString(this.file.path(), parts[0] + " " + (Long.parseLong(parts[1]) + millis));
    }

}

package io.inkwell.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExclusiveLockTests {

    @TempDir
    private Path folder;

    @Test
    void oneThreadHoldsTheLock() throws IOException {
        Path file = this.folder.resolve("lock");

        try (ExclusiveLock lock = ExclusiveLock.tryAcquire(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(ExclusiveLock.tryAcquire(file)).isEmpty();
        }
        try (ExclusiveLock again = ExclusiveLock.tryAcquire(file).orElseThrow()) {
            assertThat(again).isNotNull();
        }
        assertThat(file).exists();
    }

    @Test
    void otherNamesOfTheFolderAreTheSameLock() throws IOException {
        Path link = Files.createSymbolicLink(this.folder.resolveSibling(this.folder.getFileName() + "-link"),
                this.folder);

        try (ExclusiveLock lock = ExclusiveLock.tryAcquire(this.folder.resolve("lock")).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(ExclusiveLock.tryAcquire(link.resolve("lock"))).isEmpty();
        }
        finally {
            Files.delete(link);
        }
    }

    @Test
    void anAttemptOfThisProcessDoesNotReleaseItsLock() throws IOException, InterruptedException {
        Path file = this.folder.resolve("lock");

        try (ExclusiveLock lock = ExclusiveLock.tryAcquire(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(ExclusiveLock.tryAcquire(file)).isEmpty();
            assertThat(isFreeForAnotherProcess(file)).isFalse();
        }
        assertThat(isFreeForAnotherProcess(file)).isTrue();
    }

    private static boolean isFreeForAnotherProcess(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), OtherProcess.class.getName(), file.toString())
            .inheritIO()
            .start();
        return process.waitFor() == 0;
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThatExceptionOfType(NoSuchFileException.class)
            .isThrownBy(() -> ExclusiveLock.tryAcquire(this.folder.resolve("missing").resolve("lock")));
    }

    /** Ends with 0 if it gets the lock. */
    static final class OtherProcess {

        private OtherProcess() {
        }

        public static void main(String[] arguments) throws IOException {
            System.exit(ExclusiveLock.tryAcquire(Path.of(arguments[0])).isPresent() ? 0 : 1);
        }

    }

}

package io.inkwell.studio.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.SystemPropertyUtils;

/**
 * Slows down the steps of a {@link StudioService}, or holds its loads of models, until it
 * is released.
 */
public record Brake(Path file) implements AutoCloseable {

    public static final String STEPS = "target/studio-steps${test.fork:}";

    public static final String LOADS = "target/studio-loads${test.fork:}";

    public static Brake onSteps() throws IOException {
        return on(STEPS);
    }

    public static Brake onLoads() throws IOException {
        return on(LOADS);
    }

    private static Brake on(String file) throws IOException {
        return new Brake(Files.writeString(path(file), ""));
    }

    /** The file with the number of this test process in its name. */
    static Path path(String file) {
        return Path.of(SystemPropertyUtils.resolvePlaceholders(file));
    }

    public void release() throws IOException {
        Files.deleteIfExists(this.file);
    }

    @Override
    public void close() throws IOException {
        release();
    }

}

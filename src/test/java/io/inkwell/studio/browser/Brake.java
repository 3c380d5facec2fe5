package io.inkwell.studio.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Slows down the steps of a {@link StudioService}, or holds its loads of models, until it
 * is released.
 */
public record Brake(Path file) implements AutoCloseable {

    public static final String STEPS = "target/studio-steps";

    public static final String LOADS = "target/studio-loads";

    public static Brake onSteps() throws IOException {
        return on(STEPS);
    }

    public static Brake onLoads() throws IOException {
        return on(LOADS);
    }

    private static Brake on(String file) throws IOException {
        return new Brake(Files.writeString(Path.of(file), ""));
    }

    public void release() throws IOException {
        Files.deleteIfExists(this.file);
    }

    @Override
    public void close() throws IOException {
        release();
    }

}

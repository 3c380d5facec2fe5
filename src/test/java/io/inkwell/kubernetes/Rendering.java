package io.inkwell.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a program that renders manifests.
 *
 * @param yaml its output
 * @param errors its error output
 */
record Rendering(int status, String yaml, String errors) {

    static Rendering of(List<String> command) {
        try {
            Path errors = Files.createTempFile("rendering", ".txt");
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Rendering rendering = new Rendering(process.waitFor(), yaml, Files.readString(errors));
            Files.delete(errors);
            return rendering;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static boolean canRun(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor() == 0;
        }
        catch (IOException ex) {
            return false;
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    boolean succeeded() {
        return this.status == 0;
    }

}

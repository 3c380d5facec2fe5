package io.inkwell.observability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Prometheus's promtool, from the Debian package {@code prometheus}; tests are skipped
 * without it.
 */
final class Promtool {

    private Promtool() {
    }

    /** Runs a command that must succeed. */
    static void run(String... args) throws IOException, InterruptedException {
        runOn("", args);
    }

    /** Runs a command on an input; it must succeed. */
    static void runOn(String input, String... args) throws IOException, InterruptedException {
        assumeThat(isInstalled()).as("promtool is installed").isTrue();
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(Arrays.asList(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("promtool", "--version").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        }
        catch (IOException ex) {
            return false;
        }
    }

}

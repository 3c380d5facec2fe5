package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.InkwellApplication;
import io.inkwell.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Signals to the program in a separate process. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedTrainingIT {

    @TempDir
    private Path folder;

    private Path metrics;

    @BeforeEach
    void nameTheFiles() {
        this.metrics = this.folder.resolve("run/metrics.csv");
    }

    @Test
    void signalSavesACheckpointFromWhichTheRunContinues() throws Exception {
        endAfterStep(3, "INT", 130);
        assertThat(this.folder.resolve("err.txt")).content().contains("Stopping after this step.");
        assertThat(this.folder.resolve("out.txt")).content()
            .contains("interrupted", "continue      the same command with --resume");
        long step = lastCheckpoint();
        assertThat(step).isGreaterThanOrEqualTo(3);

        endAfterStep(step + 1, "TERM", 143, "--resume");
        assertThat(this.folder.resolve("err.txt")).content().contains("resumes at step " + (step + 1) + " of 100000");
        assertThat(lastCheckpoint()).isGreaterThan(step);
        assertThat(Files.readAllLines(this.metrics).stream().map((row) -> row.replaceFirst(",.*", "")))
            .as("rows before and after the interruption")
            .contains("1", Long.toString(step), Long.toString(step + 1));
    }

    private void endAfterStep(long step, String signal, int exitCode, String... options) throws Exception {
        Process process = program(options).start();
        try {
            Awaitility.await().until(() -> hasRow(step) || !process.isAlive());
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor())
                .isZero();
            assertThat(JavaProcess.exitCode(process)).isEqualTo(exitCode);
        }
        finally {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder program(String... options) throws IOException {
        Path text = Path.of("docs/operations.md").toAbsolutePath();
        Path copy = this.folder.resolve("text.txt");
        if (!Files.exists(copy)) {
            Files.copy(text, copy);
        }
        List<String> args = new ArrayList<>(List.of("train", "--train-file=text.txt", "--output=run", "--from-scratch",
                "--layers=1", "--heads=1", "--hidden-size=8", "--positions=16", "--vocab-size=257", "--eval-split=0",
                "--max-steps=100000", "--log-steps=1", "--save-steps=50000"));
        args.addAll(List.of(options));
        return JavaProcess.ofClass(this.folder, InkwellApplication.class, args)
            .redirectOutput(this.folder.resolve("out.txt").toFile())
            .redirectError(this.folder.resolve("err.txt").toFile());
    }

    private boolean hasRow(long step) {
        try {
            return Files.exists(this.metrics)
                    && Files.readAllLines(this.metrics).stream().anyMatch((row) -> row.startsWith(step + ","));
        }
        catch (IOException ex) {
            return false;
        }
    }

    private long lastCheckpoint() throws IOException {
        try (Stream<Path> files = Files.list(this.folder.resolve("run"))) {
            return files.map((file) -> file.getFileName().toString())
                .filter((name) -> name.startsWith("checkpoint-"))
                .mapToLong((name) -> Long.parseLong(name.substring("checkpoint-".length())))
                .max()
                .orElseThrow();
        }
    }

}

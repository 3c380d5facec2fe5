package io.inkwell;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a shell sees of {@code generate}: the whole program in a process of its own.
 */
class ProgramIT {

    /** There from the package phase on. */
    private static final Path JAR = Path.of("target/inkwell.jar");

    @TempDir
    private Path folder;

    private Path out;

    private Path err;

    @BeforeEach
    void nameTheFiles() {
        this.out = this.folder.resolve("out.txt");
        this.err = this.folder.resolve("err.txt");
    }

    @Test
    void writesTheTextAloneAndEndsWell() throws Exception {
        assertThat(exitCode(program("generate", "Größe", "--echo", "--max-tokens=3", "--temperature=0"))).isZero();

        assertThat(this.out).content(StandardCharsets.UTF_8).startsWith("Größe").doesNotContain("INFO", "\u001b");
        assertThat(this.err).content().matches("3 tokens in .*\n");
    }

    @Test
    void logsToTheErrorStream() throws Exception {
        assertThat(exitCode(program("generate", "Call me", "--debug", "--max-tokens=2", "--temperature=0"))).isZero();

        assertThat(this.out).hasContent(", I");
        assertThat(this.err).content().contains("INFO", "generated_tokens=2");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsArgumentsThatTheLocaleHasNoLettersFor() throws Exception {
        ProcessBuilder program = program("generate", "Größe 🙂", "--echo", "--max-tokens=0", "--quiet");
        program.environment().put("LC_ALL", "C");

        assertThat(exitCode(program)).isZero();

        assertThat(this.out).content(StandardCharsets.UTF_8).isEqualTo("Größe 🙂");
        assertThat(this.err).isEmptyFile();
    }

    @Test
    void keepsQuietWhenItsReaderHasReadEnough() throws Exception {
        Process process = program("generate", "Call me", "--max-tokens=500", "--ignore-eos")
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
        try (InputStream text = process.getInputStream()) {
            assertThat(text.readNBytes(20)).hasSize(20);
        }

        assertThat(exitCode(process)).isZero();
        assertThat(this.err).isEmptyFile();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void endsWithTheExitCodeOfAnInterruptedProgram() throws Exception {
        Process process = program("generate", "Call me", "--max-tokens=500", "--ignore-eos")
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
        // Started beforehand: the rest of the text takes no longer than a process does.
        Process interrupter = new ProcessBuilder("sh", "-c", "read -r now; kill -INT " + process.pid()).start();
        try (InputStream text = process.getInputStream(); Writer now = interrupter.outputWriter()) {
            assertThat(text.readNBytes(20)).hasSize(20);
            now.write("now\n");
            now.flush();
            text.readAllBytes();
        }

        assertThat(exitCode(process)).isEqualTo(130);
        assertThat(this.err).isEmptyFile();
    }

    @Test
    void aWrongOptionIsToldOnTheErrorStream() throws Exception {
        assertThat(exitCode(program("generate", "Call me", "--top-p=half"))).isEqualTo(2);

        assertThat(this.out).isEmptyFile();
        assertThat(this.err).content().contains("--top-p", "is not a number").doesNotContain("\tat ");
    }

    @Test
    void aMisspeltSettingIsToldInOneLine() throws Exception {
        assertThat(exitCode(program("generate", "Call me", "--inkwell.modle=x"))).isEqualTo(1);

        assertThat(this.out).isEmptyFile();
        assertThat(this.err).content().startsWith("inkwell: inkwell.modle is not a setting").hasLineCount(1);
    }

    @Test
    void aRehearsalServesAndEnds() throws Exception {
        assertThat(exitCode(program("rehearse", "--inkwell.kernels=portable"))).isZero();

        assertThat(this.out).content().contains("Serving inkwell-demo", "with portable kernels", "generated_tokens=8");
    }

    @Test
    @EnabledIf("jarExists")
    void theJarIsThisProgram() throws Exception {
        assertThat(exitCode(java(List.of("-jar", JAR.toAbsolutePath().toString(), "generate", "Call me",
                "--max-tokens=2", "--temperature=0", "--quiet"))))
            .isZero();

        assertThat(this.out).hasContent(", I");
        assertThat(this.err).isEmptyFile();
    }

    static boolean jarExists() {
        return Files.exists(JAR);
    }

    private ProcessBuilder program(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Inkwell.class.getName()));
        command.addAll(List.of(args));
        return java(command);
    }

    private ProcessBuilder java(List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(args);
        Path nothing = Files.writeString(this.folder.resolve("in.txt"), "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
            .redirectInput(nothing.toFile())
            .redirectOutput(this.out.toFile())
            .redirectError(this.err.toFile());
        builder.environment().keySet().removeIf((name) -> name.startsWith("INKWELL_"));
        return builder;
    }

    private static int exitCode(ProcessBuilder program) throws IOException, InterruptedException {
        return exitCode(program.start());
    }

    private static int exitCode(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the process has ended").isTrue();
            return process.exitValue();
        }
        finally {
            process.destroyForcibly();
        }
    }

}

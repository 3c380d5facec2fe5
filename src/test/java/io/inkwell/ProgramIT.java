package io.inkwell;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole program in a separate process, mainly {@code generate}. */
class ProgramIT {

    /** Exists from the package phase on. */
    private static final Path JAR = Path.of("target/inkwell.jar");

    @TempDir
    private Path folder;

    private Path out;

    private Path err;

    /** Extracted once, so that no process logs the extraction. */
    @BeforeAll
    static void extractLibraries(@TempDir Path folder) throws Exception {
        Process process = JavaProcess
            .ofClass(folder, InkwellApplication.class, List.of("generate", "--max-tokens=0", "--quiet"))
            .redirectInput(Files.createFile(folder.resolve("in.txt")).toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        assertThat(JavaProcess.exitCode(process)).isZero();
    }

    @BeforeEach
    void nameTheFiles() {
        this.out = this.folder.resolve("out.txt");
        this.err = this.folder.resolve("err.txt");
    }

    @Test
    void printsOnlyTheTextAndSucceeds() throws Exception {
        assertThat(exitCode(program("generate", "Größe", "--echo", "--max-tokens=3", "--temperature=0"))).isZero();

        assertThat(this.out).content(StandardCharsets.UTF_8).startsWith("Größe").doesNotContain("INFO", "\u001b");
        assertThat(this.err).content().matches("3 tokens in .*\n");
    }

    @Test
    void logsToTheErrorStream() throws Exception {
        assertThat(exitCode(program("generate", "Call me", "--debug", "--max-tokens=2", "--temperature=0"))).isZero();

        assertThat(this.out).content().isEqualTo(", I\n");
        assertThat(this.err).content().contains("INFO", "Loading model inkwell-demo");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsArgumentsOutsideTheLocalesCharset() throws Exception {
        ProcessBuilder program = program("generate", "Größe 🙂", "--echo", "--max-tokens=0", "--quiet");
        program.environment().put("LC_ALL", "C");

        assertThat(exitCode(program)).isZero();

        assertThat(this.out).content(StandardCharsets.UTF_8).isEqualTo("Größe 🙂\n");
        assertThat(this.err).content().isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheLocaleThatCannotEncodeAPath() throws Exception {
        ProcessBuilder program = program("generate", "--prompt-file=größe.txt");
        program.environment().put("LC_ALL", "C");

        assertThat(exitCode(program)).isEqualTo(2);

        assertThat(this.err).content(StandardCharsets.UTF_8)
            .contains("\"größe.txt\" has characters that the charset of the locale", "Set LC_ALL=C.UTF-8");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheLocaleThatCannotEncodeTheModel() throws Exception {
        ProcessBuilder program = program("generate", "Call me", "--model=/models/größe");
        program.environment().put("LC_ALL", "C");

        assertThat(exitCode(program)).isEqualTo(2);

        assertThat(this.err).content(StandardCharsets.UTF_8)
            .startsWith("inkwell: inkwell.model: \"/models/größe\" has characters that the charset")
            .hasLineCount(1);
    }

    @Test
    void announcesLibraryExtractionOnce() throws Exception {
        ProcessBuilder program = program("generate", "Call me", "--max-tokens=1");
        program.environment().put("DJL_CACHE_DIR", this.folder.resolve("cache").toString());

        assertThat(exitCode(program)).isZero();
        assertThat(this.err).content().containsOnlyOnce("Extracting PyTorch");

        assertThat(exitCode(program)).isZero();
        assertThat(this.err).content().doesNotContain("Extracting");
    }

    @Test
    void exitsSilentlyWhenThePipeCloses() throws Exception {
        Process process = program("generate", "Call me", "--max-tokens=500", "--ignore-eos", "--quiet")
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
        try (InputStream text = process.getInputStream()) {
            assertThat(text.readNBytes(20)).hasSize(20);
        }

        assertThat(JavaProcess.exitCode(process)).isZero();
        assertThat(this.err).content().isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void exitsWithTheCodeOfAnInterrupt() throws Exception {
        Process process = program("generate", "Call me", "--max-tokens=500", "--ignore-eos", "--quiet")
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
        // Started early: generating the rest takes less time than starting a process.
        Process interrupter = new ProcessBuilder("sh", "-c", "read -r now; kill -INT " + process.pid()).start();
        try (InputStream text = process.getInputStream(); Writer now = interrupter.outputWriter()) {
            assertThat(text.readNBytes(20)).hasSize(20);
            now.write("now\n");
            now.flush();
            text.readAllBytes();
        }

        assertThat(JavaProcess.exitCode(process)).isEqualTo(130);
        assertThat(this.err).content().isEmpty();
    }

    @Test
    void reportsAnInvalidOptionOnTheErrorStream() throws Exception {
        assertThat(exitCode(program("generate", "Call me", "--top-p=half"))).isEqualTo(2);

        assertThat(this.out).isEmptyFile();
        assertThat(this.err).content().contains("--top-p", "is not a number").doesNotContain("\tat ");
    }

    @Test
    void reportsAMisspelledSettingInOneLine() throws Exception {
        assertThat(exitCode(program("generate", "Call me", "--inkwell.modle=x"))).isEqualTo(2);

        assertThat(this.out).isEmptyFile();
        assertThat(this.err).content()
            .isEqualTo("inkwell: --inkwell.modle is not a setting. Did you mean --inkwell.model?\n");
    }

    @Test
    void rehearseServesAndExits() throws Exception {
        assertThat(exitCode(program("rehearse", "--inkwell.kernels=portable"))).isZero();

        assertThat(this.out).content().contains("Serving inkwell-demo", "with portable kernels", "generated_tokens=8");
    }

    @Test
    @EnabledIf("jarExists")
    void jarContainsThisProgram() throws Exception {
        String model = "--model=" + EmbeddedCheckpoint.FOLDER.toAbsolutePath();

        assertThat(exitCode(jar("generate", "Call me", "--max-tokens=2", "--temperature=0", "--quiet", model)))
            .isZero();

        assertThat(this.out).content().isEqualTo(", I\n");
        assertThat(this.err).content().isEmpty();
    }

    @Test
    @EnabledIf("jarExists")
    void jarContainsAModel() throws Exception {
        assertThat(exitCode(jar("generate", "Call me", "--echo", "--max-tokens=2", "--debug"))).isZero();

        assertThat(this.out).content().startsWith("Call me").hasSizeGreaterThan("Call me\n".length());
        assertThat(this.err).content().contains("Loading model inkwell-demo");
    }

    static boolean jarExists() {
        return Files.exists(JAR);
    }

    private ProcessBuilder program(String... args) throws IOException {
        return redirect(JavaProcess.ofClass(this.folder, InkwellApplication.class, List.of(args)));
    }

    private ProcessBuilder jar(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(args));
        return redirect(JavaProcess.of(this.folder, command));
    }

    private ProcessBuilder redirect(ProcessBuilder builder) throws IOException {
        Path nothing = Files.writeString(this.folder.resolve("in.txt"), "");
        return builder.redirectInput(nothing.toFile())
            .redirectOutput(this.out.toFile())
            .redirectError(this.err.toFile());
    }

    private static int exitCode(ProcessBuilder program) throws IOException, InterruptedException {
        return JavaProcess.exitCode(program.start());
    }

}

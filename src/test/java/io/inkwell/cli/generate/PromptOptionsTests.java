package io.inkwell.cli.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

class PromptOptionsTests {

    @Test
    void argumentTakesPrecedenceOverStandardInput() throws IOException {
        assertThat(prompt(CapturedTerminal.pipes("ignored"), "Call me ")).isEqualTo("Call me ");
    }

    @Test
    void acceptsAPromptLikeAnOptionAfterTwoDashes() throws IOException {
        assertThat(prompt(CapturedTerminal.screen(), "--", "--stop")).isEqualTo("--stop");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Größe 🙂", "Größe 🙂\n", "Größe 🙂\r\n" })
    void removesOneTrailingLineBreakFromInput(String input) throws IOException {
        assertThat(prompt(CapturedTerminal.pipes(input))).isEqualTo("Größe 🙂");
        assertThat(prompt(CapturedTerminal.pipes(input), "-")).isEqualTo("Größe 🙂");
    }

    @Test
    void keepsOtherWhitespace() throws IOException {
        assertThat(prompt(CapturedTerminal.pipes(" a\n b \n\n"))).isEqualTo(" a\n b \n");
    }

    @Test
    void doesNotReadFromATerminal() throws IOException {
        assertThat(prompt(CapturedTerminal.screen())).isEmpty();
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("prompt.txt"), "Größe\n");

        assertThat(prompt(CapturedTerminal.pipes("ignored"), "--prompt-file", file.toString())).isEqualTo("Größe");
    }

    private static String prompt(CapturedTerminal terminal, String... args) throws IOException {
        PromptOptions options = new PromptOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
        return options.read(terminal.terminal());
    }

}

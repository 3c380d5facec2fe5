package io.inkwell.cli;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.cli.generate.CompletionOption;
import io.inkwell.cli.terminal.CapturedTerminal;
import io.inkwell.settings.SettingException;

import static org.assertj.core.api.Assertions.assertThat;

/** Command dispatch, without a model. */
class CommandsTests {

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    private final TestCommands commands = TestCommands.withoutService(this.terminal);

    @Test
    void servesWithoutACommand() {
        assertThat(run()).isZero();
        assertThat(run("--server.port=9000", "--debug", "--inkwell.threads=2")).isZero();

        assertThat(this.commands.served()).satisfiesExactly((first) -> assertThat(first).isEmpty(),
                (second) -> assertThat(second).containsExactlyInAnyOrder("--server.port=9000", "--debug=true",
                        "--inkwell.threads=2"));
        assertThat(this.terminal.out()).isEmpty();
    }

    @Test
    void servesWithTheServeCommand() {
        assertThat(run("serve", "--server.port=9000", "--debug")).isZero();

        assertThat(this.commands.served()).containsExactly(List.of("--server.port=9000", "--debug=true"));
    }

    @Test
    void failedStartIsAFailure() {
        Commands commands = new Commands((settings) -> {
            throw new IllegalStateException("told by Spring Boot");
        }, CommandsTests.class, this.terminal.terminal());

        assertThat(commands.run("--server.port=9000")).isEqualTo(1);
        assertThat(this.terminal.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "serve", "rehearse" })
    void invalidSettingIsAUsageError(String command) {
        Commands commands = new Commands((settings) -> {
            throw new IllegalStateException(new SettingException("inkwell.x must be y; given: z", ""));
        }, CommandsTests.class, this.terminal.terminal());

        assertThat(commands.run(command.isEmpty() ? new String[0] : new String[] { command })).isEqualTo(2);
        assertThat(this.terminal.err()).isEqualTo("inkwell: inkwell.x must be y; given: z\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "--help", "-h", "help" })
    void helpListsTheCommands(String argument) {
        assertThat(run(argument)).isZero();

        assertThat(this.terminal.out()).contains("Usage: inkwell", "serve", "generate", "train", "bench", "keys",
                "models", "rehearse");
        assertThat(this.commands.served()).isEmpty();
    }

    @Test
    void helpOfGenerateListsEveryOption() {
        assertThat(run("generate", "--help")).isZero();

        for (CompletionOption option : CompletionOption.values()) {
            assertThat(this.terminal.out()).contains(option.option().substring(2)).contains(option.section().heading());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "--version", "-V", "version" })
    void printsItsVersion(String argument) {
        assertThat(run(argument)).isZero();

        assertThat(this.terminal.out()).startsWith("inkwell ");
    }

    @Test
    void misspelledCommandIsAUsageError() {
        assertThat(run("generat", "Call me")).isEqualTo(2);

        assertThat(this.terminal.err()).contains("'generat'", "Did you mean generate?", "inkwell --help");
    }

    @Test
    void misspelledOptionIsAUsageError() {
        assertThat(run("generate", "Call me", "--tempreature=1")).isEqualTo(2);

        assertThat(this.terminal.err()).contains("'--tempreature=1'", "Did you mean --temperature?",
                "inkwell generate --help");
    }

    @Test
    void promptOfSeveralWordsNeedsQuotes() {
        assertThat(run("generate", "Call", "me")).isEqualTo(2);

        assertThat(this.terminal.err()).contains("'me'", "Quote a prompt");
    }

    @Test
    void rejectsTwoPrompts() {
        assertThat(run("generate", "Call me", "--prompt-file", "prompt.txt")).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: prompt cannot be combined with --prompt-file\n");
    }

    @Test
    void missingPromptFileIsAFailure() {
        assertThat(run("generate", "--prompt-file", "no/such/file")).isEqualTo(1);

        assertThat(this.terminal.err()).isEqualTo("inkwell: no/such/file: there is no such file\n");
    }

    private int run(String... args) {
        return this.commands.run(args);
    }

}

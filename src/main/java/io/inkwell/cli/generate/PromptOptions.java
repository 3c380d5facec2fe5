package io.inkwell.cli.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.inkwell.cli.terminal.Terminal;
import io.inkwell.error.ServiceException;

/** Reads the prompt from the command line, a file or standard input. */
final class PromptOptions {

    private static final String PIPE = "-";

    @Parameters(arity = "0..1", paramLabel = "<prompt>",
            description = { "Prompt to complete; - or no prompt reads standard input.",
                    "On a terminal, no prompt means unconditional generation." })
    private @Nullable String argument;

    @Option(names = "--prompt-file", paramLabel = "<file>", description = "Read the prompt from a file.")
    private @Nullable Path file;

    /**
     * The prompt, empty if there is none. Input loses one trailing line break, because
     * editors and {@code echo} add one.
     */
    String read(Terminal terminal) throws IOException {
        if (this.file != null) {
            if (this.argument != null) {
                throw ServiceException.invalid("prompt", "prompt cannot be combined with --prompt-file");
            }
            return text(Files.readAllBytes(this.file));
        }
        if (this.argument != null && !this.argument.equals(PIPE)) {
            return this.argument;
        }
        return (this.argument == null && terminal.stdinIsTerminal()) ? "" : text(terminal.in().readAllBytes());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
    }

}

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

/** Where a prompt comes from: the command line, a file, or what is piped in. */
final class PromptOptions {

    private static final String PIPE = "-";

    @Parameters(arity = "0..1", paramLabel = "<prompt>",
            description = { "What the text goes on from; - or nothing for what is piped in.",
                    "Without any, the text starts at its beginning." })
    private @Nullable String argument;

    @Option(names = "--prompt-file", paramLabel = "<file>", description = "Read the prompt from a file.")
    private @Nullable Path file;

    /**
     * The prompt, empty if there is none. Of what is read, one line break at the end is
     * no part of it: editors and {@code echo} put it there.
     */
    String read(Terminal terminal) throws IOException {
        if (this.file != null) {
            if (this.argument != null) {
                throw ServiceException.invalid("prompt", "prompt must not be given beside --prompt-file");
            }
            return text(Files.readAllBytes(this.file));
        }
        if (this.argument != null && !this.argument.equals(PIPE)) {
            return this.argument;
        }
        return (this.argument == null && terminal.typed()) ? "" : text(terminal.in().readAllBytes());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
    }

}

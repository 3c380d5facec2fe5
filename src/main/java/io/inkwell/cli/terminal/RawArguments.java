package io.inkwell.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line arguments as typed, in UTF-8. Java decodes them in the charset of the
 * locale, which is ASCII in most containers: {@code "Größe"} becomes {@code "Gr????e"}.
 */
public final class RawArguments {

    private static final char UNREADABLE = '\uFFFD';

    private RawArguments() {
    }

    /**
     * The arguments; those that Java decoded if it could, or if Linux does not provide
     * the original.
     */
    public static List<String> of(String[] args) {
        List<String> given = Arrays.asList(args);
        Path commandLine = Path.of("/proc/self/cmdline");
        boolean unreadable = given.stream().anyMatch((arg) -> arg.indexOf(UNREADABLE) >= 0);
        if (!unreadable || !Files.isReadable(commandLine)) {
            return given;
        }
        try {
            return last(given, Files.readString(commandLine, StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            // Not valid UTF-8.
            return given;
        }
    }

    private static List<String> last(List<String> given, String commandLine) {
        List<String> all = Arrays.asList(commandLine.split("\0", -1));
        // The last argument ends with a zero byte too.
        int end = all.size() - 1;
        // Java reads further arguments from a file: java @file.
        return (end < given.size()) ? given : all.subList(end - given.size(), end);
    }

}

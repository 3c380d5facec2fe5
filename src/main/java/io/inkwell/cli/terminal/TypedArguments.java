package io.inkwell.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments as they were typed, in UTF-8. Java reads them in the charset of the
 * locale, which in most containers is ASCII: of {@code "Größe"} it leaves
 * {@code "Gr????e"}.
 */
public final class TypedArguments {

    private static final char UNREADABLE = '\uFFFD';

    private TypedArguments() {
    }

    /** What Java made of them where it could read them, or Linux does not tell. */
    public static List<String> of(String[] args) {
        List<String> given = Arrays.asList(args);
        Path commandLine = Path.of("/proc/self/cmdline");
        boolean unreadable = given.stream().anyMatch((arg) -> arg.indexOf(UNREADABLE) >= 0);
        if (!unreadable || !Files.isReadable(commandLine)) {
            return given;
        }
        try {
            return last(given.size(), Files.readString(commandLine, StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            // Not UTF-8 either.
            return given;
        }
    }

    private static List<String> last(int count, String commandLine) {
        List<String> all = Arrays.asList(commandLine.split("\0", -1));
        // The last ends with a zero, too.
        return all.subList(all.size() - 1 - count, all.size() - 1);
    }

}

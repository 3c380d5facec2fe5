package io.inkwell.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams of a process.
 *
 * @param stdinIsTerminal whether {@code in} is a terminal
 * @param stdoutIsTerminal whether {@code out} is a terminal
 * @param outStyle the style of {@code out}
 * @param errStyle the style of {@code err}
 */
public record Terminal(InputStream in, OutputStream out, OutputStream err, boolean stdinIsTerminal,
        boolean stdoutIsTerminal, TextStyle outStyle, TextStyle errStyle) {

    /**
     * The streams of this process, even after {@code System.out} is redirected.
     */
    public static Terminal system() {
        // In JDK 22 to 24, System.console() is by default not null without a terminal.
        System.getProperties().putIfAbsent("jdk.console", "java.base");
        boolean stdoutIsTerminal = isTerminal(1);
        return new Terminal(System.in, new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err), isTerminal(0), stdoutIsTerminal,
                TextStyle.of(stdoutIsTerminal, System.getenv()), TextStyle.of(isTerminal(2), System.getenv()));
    }

    // Java reports only whether both input and output are terminals; Linux reports each.
    private static boolean isTerminal(int fileDescriptor) {
        Path link = Path.of("/proc/self/fd", Integer.toString(fileDescriptor));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        }
        catch (IOException | UnsupportedOperationException ex) {
            return System.console() != null;
        }
    }

}

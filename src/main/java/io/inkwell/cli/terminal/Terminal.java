package io.inkwell.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The three streams of a process.
 *
 * @param typed whether somebody sits at the keyboard that {@code in} reads
 * @param shown whether {@code out} is read from a screen
 * @param outStyle what may be written to {@code out}
 * @param errStyle what may be written to {@code err}
 */
public record Terminal(InputStream in, OutputStream out, OutputStream err, boolean typed, boolean shown,
        TextStyle outStyle, TextStyle errStyle) {

    /** Those of this process, whatever {@code System.out} comes to stand for. */
    public static Terminal system() {
        // JDK 22 to 24 answer System.console() without a terminal, too, unless told not
        // to.
        System.getProperties().putIfAbsent("jdk.console", "java.base");
        boolean shown = isTerminal(1);
        return new Terminal(System.in, new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err), isTerminal(0), shown, TextStyle.of(shown, System.getenv()),
                TextStyle.of(isTerminal(2), System.getenv()));
    }

    // Java knows only whether keyboard and screen are both there; Linux tells of each.
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

package io.inkwell.error;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks file names. Java encodes them in the charset of the locale. In the POSIX locale
 * this is ASCII, so files with other characters in their names cannot be opened.
 */
public final class FileNames {

    private static final String HOME = "~";

    private FileNames() {
    }

    /**
     * Why a path can never be opened, whether or not the file exists; empty if it can.
     */
    public static Optional<String> problem(String path) {
        try {
            Path.of(path);
            return Optional.empty();
        }
        catch (InvalidPathException ex) {
            return Optional.of(isAscii(path) ? "\"" + path + "\" is not a path: " + ex.getReason() : foreign(path));
        }
    }

    /**
     * The path of a file, in which {@code ~} at the start is the home folder.
     * @throws InvalidPathException if {@link #problem} finds one
     */
    public static Path path(String path, Path home) {
        return (path.equals(HOME) || path.startsWith(HOME + "/"))
                ? home.resolve(path.substring(Math.min(2, path.length()))) : Path.of(path);
    }

    private static boolean isAscii(String path) {
        return path.chars().allMatch((letter) -> letter < 0x80);
    }

    private static String foreign(String path) {
        return "\"" + path + "\" has characters that the charset of the locale, "
                + System.getProperty("sun.jnu.encoding") + ", lacks. Set LC_ALL=C.UTF-8 (or LANG, if LC_ALL is not "
                + "set) in the environment";
    }

}

package io.inkwell.error;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of files and folders that people give. Java encodes them in the charset of the
 * locale: in the POSIX locale that is ASCII, and a file with another letter in its name
 * cannot be opened.
 */
public final class FileNames {

    private FileNames() {
    }

    /** Why a path cannot be opened whatever the file system has there, or nothing. */
    public static Optional<String> problem(String path) {
        try {
            Path.of(path);
            return Optional.empty();
        }
        catch (InvalidPathException ex) {
            return Optional.of(isAscii(path) ? "\"" + path + "\" is not a path: " + ex.getReason() : foreign(path));
        }
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

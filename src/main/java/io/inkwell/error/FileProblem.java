package io.inkwell.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Describes file system errors. Where the file system gives no reason, the exception's
 * message is only a path.
 */
public final class FileProblem {

    private FileProblem() {
    }

    /**
     * An exception that names a file which could not be written. That of a full disk does
     * not.
     */
    public static IOException writing(Path file, IOException failure) {
        String problem = describe(failure);
        return new IOException(
                problem.startsWith(file + ": ") ? "cannot write " + problem : "cannot write " + file + ": " + problem,
                failure);
    }

    /** A sentence that names the file. */
    public static String describe(IOException failure) {
        return (failure instanceof FileSystemException bare && bare.getReason() == null)
                ? bare.getFile() + ": " + reason(bare) : String.valueOf(failure.getMessage());
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user has no permission for it";
        }
        return (failure instanceof NotDirectoryException) ? "it is not a folder" : "it cannot be read or written";
    }

}

package io.inkwell.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The only folder of the server from which an operator may load checkpoints.
 *
 * @param root null if there is none
 */
record ModelsFolder(@Nullable Path root) {

    private static final String FIELD = "folder";

    /**
     * Resolves a folder below the root.
     * @return its path without links
     * @throws ServiceException an invalid request, whether the folder is outside or does
     * not exist: the error does not tell which
     */
    Path resolve(String folder) {
        if (this.root == null) {
            throw ServiceException.invalid(FIELD,
                    "folder must be null, because inkwell.admin.models-folder is not set; given: \"" + folder + "\"");
        }
        try {
            Path realRoot = this.root.toRealPath();
            Path real = realRoot.resolve(relative(folder)).toRealPath();
            if (real.startsWith(realRoot) && Files.isDirectory(real)) {
                return real;
            }
        }
        catch (IOException | InvalidPathException ex) {
            // The same error as for a folder outside.
        }
        throw ServiceException.invalid(FIELD,
                "folder must be a folder below inkwell.admin.models-folder; given: \"" + folder + "\"");
    }

    private static Path relative(String folder) throws InvalidPathException {
        Path path = Path.of(folder);
        if (path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..")) {
            throw new InvalidPathException(folder, "not below the root");
        }
        return path;
    }

}

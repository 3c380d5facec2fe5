package io.inkwell.registry.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * The only folder of the server from which adapters are loaded. Each of its direct
 * children is the folder of one adapter.
 *
 * @param root null if there is none
 */
public record AdaptersFolder(@Nullable Path root) {

    static final String FIELD = "lora_path";

    private static final String SETTING = "inkwell.adapters.dir";

    /**
     * Finds a child by its name.
     * @return its path without links
     * @throws ServiceException an invalid request, whether the name is a path, the folder
     * does not exist, or a link leads outside: the error does not tell which
     */
    Path resolve(String name) {
        if (this.root == null) {
            throw ServiceException.invalid(FIELD,
                    FIELD + " must be absent, because " + SETTING + " is not set; given: \"" + name + "\"");
        }
        try {
            Path realRoot = this.root.toRealPath();
            Path child = realRoot.resolve(name);
            if (realRoot.equals(child.getParent()) && isName(name)) {
                Path real = child.toRealPath();
                if (real.startsWith(realRoot) && !real.equals(realRoot) && Files.isDirectory(real)
                        && hasInnerFiles(real, realRoot)) {
                    return real;
                }
            }
        }
        catch (IOException | InvalidPathException ex) {
            // The same error as for a folder outside.
        }
        throw ServiceException.invalid(FIELD,
                FIELD + " must be the name of a folder in " + SETTING + "; given: \"" + name + "\"");
    }

    private static boolean isName(String name) {
        return !List.of("", ".", "..").contains(name) && name.chars().noneMatch((each) -> each == '/' || each == '\\');
    }

    /** Whether no file of a folder is a link that leaves the root. */
    private static boolean hasInnerFiles(Path folder, Path realRoot) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.toRealPath().startsWith(realRoot)) {
                    return false;
                }
            }
        }
        return true;
    }

}

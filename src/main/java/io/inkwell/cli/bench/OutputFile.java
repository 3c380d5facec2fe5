package io.inkwell.cli.bench;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** A file that is written after a measurement, and checked before it. */
final class OutputFile {

    private OutputFile() {
    }

    /**
     * @param file null for none
     * @throws ServiceException if it cannot be written
     */
    static void require(String option, @Nullable Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            ServiceException.require(folder != null && Files.isWritable(folder) && !Files.isDirectory(file), option,
                    "a file in a writable folder", file);
        }
    }

}

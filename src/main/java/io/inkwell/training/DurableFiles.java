package io.inkwell.training;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files and folders that appear as a whole: they are written under another name, flushed
 * to the storage device, and renamed. What an interrupted process leaves has the ending
 * {@value #INCOMPLETE}.
 */
final class DurableFiles {

    static final String INCOMPLETE = ".incomplete";

    private static final String REMOVED = ".removed";

    private static final String REPLACED = ".replaced";

    private DurableFiles() {
    }

    /**
     * Writes a folder of files. If there is one already, it is replaced; it is deleted
     * only once the new one is in its place. {@link #cleanUp} brings it back if the
     * process ends between the two.
     */
    static void writeFolder(Path folder, FolderContents contents) throws IOException {
        Path incomplete = incomplete(folder);
        deleteFolder(incomplete);
        try {
            Files.createDirectory(incomplete);
            contents.write(incomplete);
            flushAll(incomplete);
        }
        catch (IOException | RuntimeException ex) {
            try {
                deleteFolder(incomplete);
            }
            catch (IOException deleting) {
                ex.addSuppressed(deleting);
            }
            throw ex;
        }
        Path replaced = setAside(folder);
        moveTo(incomplete, folder);
        deleteFolder(replaced);
    }

    /**
     * Renames a folder, if it exists, to the name that it has while it is replaced.
     */
    static Path setAside(Path folder) throws IOException {
        Path replaced = folder.resolveSibling(folder.getFileName() + REPLACED + INCOMPLETE);
        if (Files.exists(folder)) {
            deleteFolder(replaced);
            Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        return replaced;
    }

    /**
     * Copies a file to a folder, which may be new, and replaces the target in one step.
     */
    static void copy(Path source, Path target) throws IOException {
        Path incomplete = incomplete(target);
        Files.createDirectories(target.resolveSibling("").toAbsolutePath());
        try {
            Files.copy(source, incomplete, StandardCopyOption.REPLACE_EXISTING);
            flush(incomplete, StandardOpenOption.WRITE);
        }
        catch (IOException ex) {
            Files.deleteIfExists(incomplete);
            throw ex;
        }
        moveTo(incomplete, target);
    }

    /**
     * Removes a folder with its files, in one step: an interrupted removal leaves an
     * incomplete folder.
     */
    static void removeFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Path removed = folder.resolveSibling(folder.getFileName() + REMOVED + INCOMPLETE);
            deleteFolder(removed);
            Files.move(folder, removed, StandardCopyOption.ATOMIC_MOVE);
            deleteFolder(removed);
        }
    }

    /** The files and folders in a folder, sorted. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /**
     * The name that a file or folder would have if it were complete; empty if it is.
     */
    static Optional<String> completeName(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(INCOMPLETE)
                ? Optional.of(withoutEnd(withoutEnd(withoutEnd(name, INCOMPLETE), REMOVED), REPLACED))
                : Optional.empty();
    }

    private static String withoutEnd(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /** Whether a path is a folder that was set aside and is not replaced yet. */
    static boolean isOnlyCopy(Path path) {
        return path.getFileName().toString().endsWith(REPLACED + INCOMPLETE)
                && completeName(path).filter((name) -> Files.notExists(path.resolveSibling(name))).isPresent();
    }

    /**
     * Deletes an incomplete file or folder. A folder that was set aside, and not
     * replaced, gets its name back instead.
     */
    static void cleanUp(Path path) throws IOException {
        if (isOnlyCopy(path)) {
            moveTo(path, path.resolveSibling(completeName(path).orElseThrow()));
        }
        else {
            deleteFolder(path);
        }
    }

    /** Deletes a file, or a folder with its files, if it exists. */
    static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Path incomplete(Path path) {
        return path.resolveSibling(path.getFileName() + INCOMPLETE);
    }

    private static void moveTo(Path incomplete, Path target) throws IOException {
        Files.move(incomplete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushNames(target.toAbsolutePath().resolveSibling("."));
    }

    private static void flushAll(Path folder) throws IOException {
        for (Path path : list(folder)) {
            if (Files.isDirectory(path)) {
                flushAll(path);
            }
            else {
                flush(path, StandardOpenOption.WRITE);
            }
        }
        flushNames(folder);
    }

    // On Windows a folder cannot be opened as a file, and its names need no flush.
    private static void flushNames(Path folder) throws IOException {
        if (File.separatorChar == '/') {
            flush(folder, StandardOpenOption.READ);
        }
    }

    private static void flush(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /** Writes the files of a new folder. */
    interface FolderContents {

        void write(Path folder) throws IOException;

    }

}

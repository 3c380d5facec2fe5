package io.inkwell.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a text: one, or those of a folder and its subfolders, sorted by path.
 *
 * @param skipped other files of the folder
 */
record TextFiles(List<Path> files, List<Path> skipped) {

    private static final String TEXT = ".txt";

    private static final String ROWS = ".jsonl";

    /**
     * Finds the files.
     * @throws TrainingTextException if there are none, or one is empty
     */
    static TextFiles of(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new TrainingTextException(source, "there is no such file or folder");
        }
        TextFiles found = Files.isDirectory(source) ? inFolder(source) : single(source);
        for (Path file : found.files) {
            if (Files.size(file) == 0) {
                throw new TrainingTextException(file, "the file is empty");
            }
        }
        return found;
    }

    /** Whether each line of a file is a row in JSON; otherwise the file is one text. */
    static boolean hasRows(Path file) {
        return hasExtension(file, ROWS);
    }

    private static TextFiles single(Path file) throws TrainingTextException {
        if (!isText(file)) {
            throw new TrainingTextException(file, "the name of a text must end with .txt or .jsonl");
        }
        return new TextFiles(List.of(file), List.of());
    }

    private static TextFiles inFolder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = paths.filter((path) -> !Files.isDirectory(path)).sorted().toList();
            List<Path> texts = files.stream().filter(TextFiles::isText).toList();
            if (texts.isEmpty()) {
                throw new TrainingTextException(folder, "the folder has no .txt or .jsonl file");
            }
            return new TextFiles(texts, files.stream().filter((file) -> !isText(file)).toList());
        }
        catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
    }

    private static boolean isText(Path file) {
        return hasExtension(file, TEXT) || hasExtension(file, ROWS);
    }

    private static boolean hasExtension(Path file, String extension) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
    }

    /** A sentence about the files that are not used, if any. */
    Optional<String> notice() {
        return this.skipped.isEmpty() ? Optional.empty()
                : Optional.of("Files that are not .txt or .jsonl are not used: " + this.skipped.size()
                        + ", the first is " + this.skipped.get(0));
    }

}

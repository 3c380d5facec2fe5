package io.inkwell.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files of a text: one, or those of a folder and its subfolders, sorted by path.
 *
 * @param skipped other files of the folder
 * @param empty texts of the folder without content
 */
record TextFiles(List<Path> files, List<Path> skipped, List<Path> empty) {

    private static final String TEXT = ".txt";

    private static final String ROWS = ".jsonl";

    /**
     * Finds the files.
     * @throws TrainingTextException if there are none with content
     */
    static TextFiles of(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new TrainingTextException(source, "there is no such file or folder");
        }
        return Files.isDirectory(source) ? inFolder(source) : single(source);
    }

    /** Whether each line of a file is a row in JSON; otherwise the file is one text. */
    static boolean hasRows(Path file) {
        return hasExtension(file, ROWS);
    }

    private static TextFiles single(Path file) throws IOException {
        if (!isText(file)) {
            throw new TrainingTextException(file, "the name of a text must end with .txt or .jsonl");
        }
        if (Files.size(file) == 0) {
            throw new TrainingTextException(file, "the file is empty");
        }
        return new TextFiles(List.of(file), List.of(), List.of());
    }

    private static TextFiles inFolder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = paths.filter((path) -> !Files.isDirectory(path) && !isHidden(folder.relativize(path)))
                .sorted()
                .toList();
            List<Path> texts = new ArrayList<>();
            List<Path> skipped = new ArrayList<>();
            List<Path> empty = new ArrayList<>();
            for (Path file : files) {
                (!isText(file) ? skipped : (Files.size(file) == 0) ? empty : texts).add(file);
            }
            if (texts.isEmpty()) {
                throw new TrainingTextException(folder, empty.isEmpty() ? "the folder has no .txt or .jsonl file"
                        : "all .txt and .jsonl files of the folder are empty");
            }
            return new TextFiles(texts, skipped, empty);
        }
        catch (UncheckedIOException ex) {
            if (ex.getCause() instanceof FileSystemLoopException loop) {
                throw new TrainingTextException(Path.of(loop.getFile()), "the link leads to a folder that contains it");
            }
            throw ex.getCause();
        }
    }

    /** Such as the files of {@code .git}. */
    private static boolean isHidden(Path path) {
        return StreamSupport.stream(path.spliterator(), false).anyMatch((name) -> name.toString().startsWith("."));
    }

    private static boolean isText(Path file) {
        return hasExtension(file, TEXT) || hasExtension(file, ROWS);
    }

    private static boolean hasExtension(Path file, String extension) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
    }

    /** Sentences about the files that are not used. */
    List<String> notices() {
        return Stream
            .of(notice("Files that are not .txt or .jsonl are not used: ", this.skipped),
                    notice("Empty files are not used: ", this.empty))
            .flatMap(Optional::stream)
            .toList();
    }

    private static Optional<String> notice(String sentence, List<Path> files) {
        return files.isEmpty() ? Optional.empty()
                : Optional.of(sentence + files.size() + ", the first is " + files.get(0));
    }

}

package io.inkwell.finetuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.inkwell.files.ExclusiveLock;

/**
 * The folder of files and jobs. One process uses it at a time: a lock of the operating
 * system, which ends with the process, keeps others out.
 */
public final class FineTuningFolder implements AutoCloseable {

    private static final String UPLOADS = "uploads";

    private static final String FILES = "files";

    private final Path root;

    private final ExclusiveLock lock;

    private FineTuningFolder(Path root, ExclusiveLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates and locks the folder.
     * @throws IOException if it cannot be written, or another process uses it
     */
    public static FineTuningFolder open(Path folder) throws IOException {
        Path root = Files.createDirectories(folder).toRealPath();
        ExclusiveLock lock = ExclusiveLock.tryAcquire(root.resolve("lock"))
            .orElseThrow(() -> new IOException("another process uses the folder; each service needs its own"));
        try {
            for (String name : List.of(UPLOADS, FILES, "jobs")) {
                Files.createDirectories(root.resolve(name));
            }
            return new FineTuningFolder(root, lock);
        }
        catch (IOException | RuntimeException ex) {
            lock.close();
            throw ex;
        }
    }

    /** Where H2 keeps its database, without the ending. */
    public Path database() {
        return this.root.resolve("database");
    }

    /** The file in which an upload arrives. */
    public Path upload(String id) {
        return this.root.resolve(UPLOADS).resolve(id);
    }

    /**
     * An empty file that exists while the content of a file has no row.
     * @param ending with its point
     */
    public Path mark(String id, String ending) {
        return this.root.resolve(UPLOADS).resolve(id + ending);
    }

    /**
     * Deletes what interrupted uploads left: their content, also that of a file without a
     * row.
     * @param hasRow whether there is a row with an id
     */
    public void deleteInterrupted(Predicate<String> hasRow) throws IOException {
        try (Stream<Path> uploads = Files.list(this.root.resolve(UPLOADS))) {
            for (Path upload : uploads.toList()) {
                String name = upload.getFileName().toString();
                int ending = name.indexOf('.');
                if (ending >= 0 && !hasRow.test(name.substring(0, ending))) {
                    Files.deleteIfExists(this.root.resolve(FILES).resolve(name));
                }
                Files.deleteIfExists(upload);
            }
        }
    }

    /**
     * The content of a file.
     * @param ending with its point
     */
    public Path file(String id, String ending) {
        return this.root.resolve(FILES).resolve(id + ending);
    }

    /** The folder of the run of a job, and later of its model. */
    public Path job(String id) {
        return this.root.resolve("jobs").resolve(id);
    }

    /** The ids of the jobs that have a folder. */
    public List<String> jobs() throws IOException {
        try (Stream<Path> folders = Files.list(this.root.resolve("jobs"))) {
            return folders.filter(Files::isDirectory).map((folder) -> folder.getFileName().toString()).toList();
        }
    }

    /** The ids of jobs whose folder is missing, but whose log or other files are not. */
    public Set<String> jobsWithoutFolder() throws IOException {
        try (Stream<Path> files = Files.list(this.root.resolve("jobs"))) {
            return files.filter((file) -> !Files.isDirectory(file))
                .map((file) -> file.getFileName().toString().replaceFirst("\\..*", ""))
                .filter((id) -> !Files.exists(job(id)))
                .collect(Collectors.toSet());
        }
    }

    @Override
    public void close() throws IOException {
        this.lock.close();
    }

}

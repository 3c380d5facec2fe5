package io.inkwell.finetuning.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.FineTuningLimits;
import io.inkwell.finetuning.Page;
import io.inkwell.finetuning.PageRequest;
import io.inkwell.finetuning.RandomIds;

/**
 * The files: rows in the database, and their content in the folder. A row appears only
 * when its content is complete. Thread-safe; calls block.
 */
public final class FileStore {

    private static final int MAX_UPLOADS = 8;

    private final Database database;

    private final FileTable table;

    private final FineTuningFolder folder;

    private final FineTuningLimits limits;

    private final RandomIds ids;

    private final InstantSource clock;

    private final AtomicLong arrivingBytes = new AtomicLong();

    private final AtomicInteger numUploads = new AtomicInteger();

    public FileStore(Database database, FineTuningFolder folder, FineTuningLimits limits, RandomIds ids,
            InstantSource clock) {
        this.database = database;
        this.table = new FileTable(database.client());
        this.folder = folder;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Starts an upload, which the caller closes.
     * @throws ServiceException if there are too many files or uploads
     */
    public Upload upload() {
        requireFewer(this.table.count());
        if (this.numUploads.incrementAndGet() > MAX_UPLOADS) {
            this.numUploads.decrementAndGet();
            throw new ServiceException(ErrorKind.OVERLOADED,
                    "too many files are being uploaded: at most " + MAX_UPLOADS + " at once; try again later");
        }
        String id = this.ids.next("file");
        return new Upload(this, id, this.folder.upload(id), this.table.totalBytes());
    }

    /**
     * Counts bytes that arrive.
     * @param numBytes the bytes of the file so far
     * @param added those of them that are new
     * @param stored the bytes of all files when the upload started
     */
    void requireRoom(long numBytes, int added, long stored) {
        long arriving = this.arrivingBytes.addAndGet(added);
        if (numBytes > this.limits.maxFileBytes()) {
            throw tooLarge();
        }
        requireTotal(stored + arriving);
    }

    /** The maximum size of a file. */
    public long maxFileBytes() {
        return this.limits.maxFileBytes();
    }

    /** The error for a file beyond the maximum size. */
    public ServiceException tooLarge() {
        return new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE,
                "file must have at most " + maxFileBytes() + " bytes, inkwell.fine-tuning.max-file-size; given: more",
                "file");
    }

    private void requireTotal(long total) {
        if (total > this.limits.maxTotalBytes()) {
            throw new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE,
                    "all files together must have at most " + this.limits.maxTotalBytes()
                            + " bytes, inkwell.fine-tuning.max-total-size; given: more. Delete a file",
                    "file");
        }
    }

    private void requireFewer(int count) {
        if (count >= this.limits.maxFiles()) {
            throw new ServiceException(ErrorKind.CONFLICT, "the number of files must be at most "
                    + this.limits.maxFiles() + ", inkwell.fine-tuning.max-files; given: one more. Delete a file",
                    "file");
        }
    }

    void ended(long numBytes) {
        this.arrivingBytes.addAndGet(-numBytes);
        this.numUploads.decrementAndGet();
    }

    /** One upload at a time, so that each counts those before. */
    synchronized StoredFile add(String id, Path content, String filename, String ending, FilePurpose purpose,
            long numBytes) throws IOException {
        requireFewer(this.table.count());
        requireTotal(this.table.totalBytes() + numBytes);
        return store(new StoredFile(id, filename, ending, purpose, numBytes, this.clock.instant()), content);
    }

    /** The mark tells a later service that the content may have no row. */
    private StoredFile store(StoredFile file, Path content) throws IOException {
        Path mark = Files.createFile(this.folder.mark(file.id(), file.ending()));
        try {
            Files.move(content, path(file), StandardCopyOption.ATOMIC_MOVE);
            return this.database.inTransaction(() -> {
                this.table.insert(file);
                return file;
            });
        }
        catch (IOException | RuntimeException ex) {
            Files.deleteIfExists(path(file));
            throw ex;
        }
        finally {
            Files.deleteIfExists(mark);
        }
    }

    /**
     * Deletes what uploads to an earlier service left. Call it before the first upload.
     */
    public void deleteInterrupted() throws IOException {
        this.folder.deleteInterrupted((id) -> find(id).isPresent());
    }

    /** Stores a copy of the figures of a job, whatever the limits. */
    public StoredFile addResult(Path figures, String filename) throws IOException {
        String id = this.ids.next("file");
        Path copy = this.folder.upload(id);
        Files.copy(figures, copy, StandardCopyOption.REPLACE_EXISTING);
        return store(new StoredFile(id, filename, ".csv", FilePurpose.FINE_TUNE_RESULTS, Files.size(copy),
                this.clock.instant()), copy);
    }

    public Optional<StoredFile> find(String id) {
        return this.table.find(id);
    }

    /**
     * @throws ServiceException if there is no such file
     */
    public StoredFile get(String id) {
        return find(id).orElseThrow(FileStore::unknown);
    }

    /** Where the content of a file is. */
    public Path path(StoredFile file) {
        return this.folder.file(file.id(), file.ending());
    }

    /**
     * A page of the list.
     * @param purpose null for all
     */
    public Page<StoredFile> list(PageRequest page, @Nullable FilePurpose purpose) {
        if (page.after() != null && find(page.after()).isEmpty()) {
            throw ServiceException.invalid("after", "after must be the id of a file; given: another string");
        }
        return this.table.page(page, purpose);
    }

    /**
     * Deletes a file.
     * @param isInUse whether a job that has not ended uses a file
     * @throws ServiceException if there is no such file, or it is in use
     */
    public void delete(String id, Predicate<String> isInUse) throws IOException {
        StoredFile file = get(id);
        if (isInUse.test(id)) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "the file is used by a fine-tuning job that has not ended; cancel the job or wait for its end",
                    "file_id");
        }
        delete(file);
    }

    /** Deletes a file, unless there is none with this id. */
    public void deleteIfExists(String id) throws IOException {
        Optional<StoredFile> file = find(id);
        if (file.isPresent()) {
            delete(file.get());
        }
    }

    private void delete(StoredFile file) throws IOException {
        if (this.database.inTransaction(() -> this.table.delete(file.id()))) {
            Files.deleteIfExists(path(file));
        }
    }

    private static ServiceException unknown() {
        return new ServiceException(ErrorKind.NOT_FOUND, "file_id must be the id of a file; there is no such file",
                "file_id");
    }

}

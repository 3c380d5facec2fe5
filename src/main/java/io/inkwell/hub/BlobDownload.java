package io.inkwell.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import io.inkwell.files.ExclusiveLock;

/**
 * Downloads one file to its blob: resumes an earlier attempt, checks size and hash, and
 * moves the complete file into place.
 */
final class BlobDownload {

    private static final int BUFFER_BYTES = 1 << 18;

    /** Not the suffix of {@code huggingface_hub}, which locks in another way. */
    private static final String INCOMPLETE = ".inkwell.incomplete";

    private final HubClient client;

    private final HubCache cache;

    private final RetryPolicy policy;

    private final HubId id;

    private final String commit;

    BlobDownload(HubClient client, HubCache cache, RetryPolicy policy, HubId id, String commit) {
        this.client = client;
        this.cache = cache;
        this.policy = policy;
        this.id = id;
        this.commit = commit;
    }

    /** Downloads the file unless the cache has it, and links it in the snapshot. */
    void run(HubFile file, HubProgress progress) throws IOException {
        if (Files.exists(this.cache.snapshot(this.id, this.commit).resolve(file.path()))) {
            return;
        }
        Path blob = this.cache.blob(this.id, file);
        Path lock = this.cache.lock(this.id, file);
        if (!Files.exists(blob)) {
            this.cache.createParent(blob);
            this.cache.createParent(lock);
            ExclusiveLock held = lock(lock);
            try {
                // Another process may have downloaded it meanwhile.
                if (!Files.exists(blob)) {
                    download(file, blob, progress);
                }
            }
            finally {
                held.close();
            }
        }
        this.cache.link(this.id, this.commit, file);
    }

    private ExclusiveLock lock(Path lock) throws IOException {
        try {
            return BlobLock.acquire(lock);
        }
        catch (InterruptedIOException ex) {
            throw ex;
        }
        catch (IOException ex) {
            throw this.cache.unwritable(ex);
        }
    }

    private void download(HubFile file, Path blob, HubProgress progress) throws IOException {
        Path incomplete = blob.resolveSibling(file.etag() + INCOMPLETE);
        long present = Files.exists(incomplete) ? Files.size(incomplete) : 0;
        if (present > file.size()) {
            Files.delete(incomplete);
            present = 0;
        }
        requireSpace(file, this.cache.folder(), present);
        progress.onFile(this.id, file.path(), file.size(), present);
        try {
            fetch(file, incomplete, progress);
            String hash = BlobHash.ofName(file.etag()).of(incomplete);
            if (!hash.equals(file.etag()) && present > 0) {
                // The earlier attempt may be at fault.
                Files.delete(incomplete);
                fetch(file, incomplete, progress);
                hash = BlobHash.ofName(file.etag()).of(incomplete);
            }
            requireHash(file, hash, incomplete);
        }
        finally {
            progress.close();
        }
        Files.move(incomplete, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void requireSpace(HubFile file, Path folder, long present) throws IOException {
        long needed = file.size() - present;
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (needed > usable) {
            throw noSpace(file, folder, "%d MB are needed and %d MB are free".formatted(needed >> 20, usable >> 20),
                    null);
        }
    }

    private HubException noSpace(HubFile file, Path folder, String reason, @Nullable IOException cause) {
        return new HubException(
                "%s of %s cannot be written to %s (%s): free space there, or set HF_HOME to a folder on "
                    .formatted(file.path(), this.id, folder, reason) + "another disk",
                cause);
    }

    private void requireHash(HubFile file, String hash, Path incomplete) throws IOException {
        if (!hash.equals(file.etag())) {
            Files.delete(incomplete);
            throw new HubException(
                    "%s of %s arrived with the %s %s instead of %s and was deleted: start again, and check "
                        .formatted(file.path(), this.id, BlobHash.ofName(file.etag()).algorithm(), hash, file.etag())
                            + "the proxy or HF_ENDPOINT if it fails again");
        }
    }

    /** Requests the rest of the file until it is complete. */
    private void fetch(HubFile file, Path incomplete, HubProgress progress) throws IOException {
        int failures = 0;
        long present = Files.exists(incomplete) ? Files.size(incomplete) : 0;
        try (FileChannel out = FileChannel.open(incomplete, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (present < file.size()) {
                requireNotStopped(file, progress);
                IOException cut = fetchOnce(file, out, present, progress);
                long before = present;
                present = out.size();
                failures = (present > before) ? 0 : failures + 1;
                if (present < file.size() && failures >= this.policy.attempts()) {
                    throw new HubException(
                            "the download of %s of %s stopped %d times at byte %d (%s): start again to resume"
                                .formatted(file.path(), this.id, failures, present,
                                        HubUnreachableException.reason(cut, "the connection was cut")),
                            cut);
                }
                if (failures > 0) {
                    this.policy.pause(failures);
                }
            }
        }
    }

    /** Returns why the response ended. */
    private IOException fetchOnce(HubFile file, FileChannel out, long present, HubProgress progress)
            throws IOException {
        try (HubResponse response = this.client.content(this.id, this.commit, file, present)) {
            long offset = response.offset().orElse(-1);
            if (response.status() == HubResponse.RANGE_NOT_SATISFIABLE || offset < 0 || offset > present) {
                out.truncate(0);
                return new IOException("the server sent another range");
            }
            out.truncate(offset);
            copy(response.body(), out, file, progress);
            return new IOException("the response ended early");
        }
        catch (HubException | InterruptedIOException ex) {
            throw ex;
        }
        catch (IOException ex) {
            return ex;
        }
    }

    private void copy(InputStream body, FileChannel out, HubFile file, HubProgress progress) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long position = out.size();
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (position + read > file.size()) {
                out.truncate(0);
                throw new HubException(
                        "%s of %s is longer than the %d bytes that the hub lists: start again, and check ".formatted(
                                file.path(), this.id, file.size()) + "the proxy or HF_ENDPOINT if it fails again");
            }
            write(ByteBuffer.wrap(buffer, 0, read), out, position, file);
            position += read;
            progress.onBytes(position);
            requireNotStopped(file, progress);
        }
    }

    private void requireNotStopped(HubFile file, HubProgress progress) throws InterruptedIOException {
        if (progress.isStopped()) {
            throw stopped(file);
        }
    }

    private InterruptedIOException stopped(HubFile file) {
        return new InterruptedIOException("the download of %s of %s is stopped".formatted(file.path(), this.id));
    }

    private void write(ByteBuffer bytes, FileChannel out, long position, HubFile file) throws IOException {
        try {
            for (long at = position; bytes.hasRemaining();) {
                at += out.write(bytes, at);
            }
        }
        catch (ClosedByInterruptException ex) {
            throw stopped(file);
        }
        catch (IOException ex) {
            throw noSpace(file, this.cache.folder(), String.valueOf(ex.getMessage()), ex);
        }
    }

}

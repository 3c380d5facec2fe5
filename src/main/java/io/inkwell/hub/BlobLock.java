package io.inkwell.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;

import io.inkwell.files.ExclusiveLock;

/**
 * A lock that allows one thread of one process at a time to download a blob. It covers
 * the processes of Inkwell that share the cache; {@code huggingface_hub} has its own.
 */
final class BlobLock {

    private static final long POLL_MILLIS = 100;

    private BlobLock() {
    }

    /**
     * Waits until no other thread or process holds the lock.
     * @param file the file to lock, which is created and stays
     */
    static ExclusiveLock acquire(Path file) throws IOException {
        try {
            Optional<ExclusiveLock> lock = ExclusiveLock.tryAcquire(file);
            while (lock.isEmpty()) {
                Thread.sleep(POLL_MILLIS);
                lock = ExclusiveLock.tryAcquire(file);
            }
            return lock.get();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process downloads " + file);
        }
    }

}

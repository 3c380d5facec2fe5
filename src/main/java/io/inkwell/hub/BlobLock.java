package io.inkwell.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * A lock that allows one thread of one process at a time to download a blob. It covers
 * the processes of Inkwell that share the cache; {@code huggingface_hub} has its own.
 */
final class BlobLock implements AutoCloseable {

    private static final long POLL_MILLIS = 100;

    private final FileChannel channel;

    private BlobLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until no other thread or process holds the lock.
     * @param file the file to lock, which is created and stays
     */
    static BlobLock acquire(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tryLock(channel) == null) {
                Thread.sleep(POLL_MILLIS);
            }
            return new BlobLock(channel);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new InterruptedIOException("interrupted while another process downloads " + file);
        }
        catch (IOException ex) {
            channel.close();
            throw ex;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        }
        catch (OverlappingFileLockException ex) {
            // Another thread of this process has it.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        this.channel.close();
    }

}

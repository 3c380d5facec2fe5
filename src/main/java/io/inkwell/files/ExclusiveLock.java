package io.inkwell.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file, which one thread of one process holds. The operating system releases
 * the lock of a process that ends. The file stays, because a process that opens it while
 * another one deletes it would lock a file that no third process can see.
 */
public final class ExclusiveLock implements AutoCloseable {

    /**
     * The locks of this process. On POSIX systems, a process that closes a file loses all
     * of its locks on it, so a second thread must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path key;

    private final FileChannel channel;

    private ExclusiveLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Locks a file, which is created if it does not exist. Does not wait.
     * @return empty if another thread or process holds the lock
     */
    public static Optional<ExclusiveLock> tryAcquire(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file system root is not a file");
        Path key = folder.toRealPath().resolve(file.getFileName());
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        Optional<ExclusiveLock> lock = Optional.empty();
        try {
            lock = tryAcquire(key, FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            return lock;
        }
        finally {
            if (lock.isEmpty()) {
                HELD.remove(key);
            }
        }
    }

    private static Optional<ExclusiveLock> tryAcquire(Path key, FileChannel channel) throws IOException {
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock() != null;
            return isLocked ? Optional.of(new ExclusiveLock(key, channel)) : Optional.empty();
        }
        finally {
            if (!isLocked) {
                channel.close();
            }
        }
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        try {
            this.channel.close();
        }
        finally {
            HELD.remove(this.key);
        }
    }

}

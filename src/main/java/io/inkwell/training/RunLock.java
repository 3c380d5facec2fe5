package io.inkwell.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.inkwell.error.ServiceException;

/**
 * Keeps other runs, also those of other processes, out of a folder. The operating system
 * releases the lock of a process that ends.
 */
final class RunLock {

    /**
     * The locked file. It stays, because a run that opens it while another deletes it
     * would lock a file that no third run can see.
     */
    static final String FILE = ".lock";

    private RunLock() {
    }

    /**
     * Does something while no other run uses a folder, which must exist.
     * @throws ServiceException if another run uses it
     */
    static <T> T hold(Path folder, LockedAction<T> action) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            if (!isLocked(channel)) {
                throw ServiceException.invalid("--output", "--output must be a folder that no other run uses; given: "
                        + folder + ", which another run uses");
            }
            return action.run();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        }
        catch (OverlappingFileLockException ex) {
            // A run of this process.
            return false;
        }
    }

    /** What a run does with its folder. */
    interface LockedAction<T> {

        T run() throws IOException;

    }

}

package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import io.inkwell.error.ServiceException;
import io.inkwell.files.ExclusiveLock;

/** Keeps other runs, also those of other processes, out of a folder. */
final class RunLock {

    /** The locked file, which stays. */
    static final String FILE = ".lock";

    private RunLock() {
    }

    /**
     * Does something while no other run uses a folder, which must exist.
     * @throws ServiceException if another run uses it
     */
    static <T> T hold(Path folder, LockedAction<T> action) throws IOException {
        Optional<ExclusiveLock> acquired = ExclusiveLock.tryAcquire(folder.resolve(FILE));
        if (acquired.isEmpty()) {
            throw ServiceException.invalid("--output",
                    "--output must be a folder that no other run uses; given: " + folder + ", which another run uses");
        }
        ExclusiveLock lock = acquired.get();
        try {
            return action.run();
        }
        finally {
            lock.close();
        }
    }

    /** What a run does with its folder. */
    interface LockedAction<T> {

        T run() throws IOException;

    }

}

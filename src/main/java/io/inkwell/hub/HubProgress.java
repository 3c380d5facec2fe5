package io.inkwell.hub;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observes a download, and can stop it. The methods are called from one thread. */
public interface HubProgress extends AutoCloseable {

    /** Ignores everything. */
    HubProgress NONE = new HubProgress() {
        @Override
        public void onCachedCopy(HubId id, String reason) {
            // Not shown.
        }

        @Override
        public void onFile(HubId id, String file, long size, long present) {
            // Not shown.
        }

        @Override
        public void onBytes(long present) {
            // Not shown.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Logs the rate and the remaining time every few seconds. */
    static HubProgress log() {
        Logger logger = LoggerFactory.getLogger(HubProgress.class);
        return new ProgressLines(logger::info, logger::warn, System::nanoTime);
    }

    /**
     * Like {@link #log}, to another place.
     * @param out accepts lines without a line break
     */
    static HubProgress lines(Consumer<String> out) {
        return new ProgressLines(out, out, System::nanoTime);
    }

    /** The same progress of a download that ends with an error once a condition holds. */
    default HubProgress stoppingIf(BooleanSupplier stopped) {
        return new StoppableProgress(this, stopped);
    }

    /**
     * Whether the download ends now. Asked before each request and whenever bytes have
     * arrived.
     */
    default boolean isStopped() {
        return false;
    }

    /**
     * The cached copy of a model is used, which may not be the current one.
     * @param reason why the hub cannot be used
     */
    void onCachedCopy(HubId id, String reason);

    /**
     * A file starts.
     * @param size bytes of the file
     * @param present bytes of an earlier attempt
     */
    void onFile(HubId id, String file, long size, long present);

    /**
     * Bytes of the current file have arrived, or it starts again.
     * @param present bytes of the file so far
     */
    void onBytes(long present);

    /** The current file is complete, or the download failed. */
    @Override
    void close();

}

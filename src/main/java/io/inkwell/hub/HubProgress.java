package io.inkwell.hub;

/** Observes a download. The methods are called from one thread. */
public interface HubProgress extends AutoCloseable {

    /** Ignores everything. */
    HubProgress NONE = new HubProgress() {
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

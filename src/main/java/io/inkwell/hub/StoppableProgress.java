package io.inkwell.hub;

import java.util.function.BooleanSupplier;

/**
 * Stops a download once a condition holds. An interruption is not enough: the HTTP client
 * of Java 17 ignores it while it waits for bytes.
 */
record StoppableProgress(HubProgress progress, BooleanSupplier stopped) implements HubProgress {

    @Override
    public boolean isStopped() {
        return this.stopped.getAsBoolean();
    }

    @Override
    public void onCachedCopy(HubId id, String reason) {
        this.progress.onCachedCopy(id, reason);
    }

    @Override
    public void onFile(HubId id, String file, long size, long present) {
        this.progress.onFile(id, file, size, present);
    }

    @Override
    public void onBytes(long present) {
        this.progress.onBytes(present);
    }

    @Override
    public void close() {
        this.progress.close();
    }

}

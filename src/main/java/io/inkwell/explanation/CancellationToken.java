package io.inkwell.explanation;

import java.util.concurrent.CancellationException;

/**
 * Who waits for an explanation. What takes long asks between two steps whether he still
 * does.
 */
public final class CancellationToken {

    private final Runnable check;

    private volatile boolean cancelled;

    /**
     * @param check fails once he cannot be served to the end any more
     */
    public CancellationToken(Runnable check) {
        this.check = check;
    }

    /** Nothing more need be done for him. */
    public void cancel() {
        this.cancelled = true;
    }

    boolean isCancelled() {
        return this.cancelled;
    }

    /**
     * @throws CancellationException if he has gone
     * @throws io.inkwell.error.ServiceException if he has waited as long as one may, or
     * the service ends
     */
    public void throwIfCancelled() {
        if (this.cancelled) {
            throw new CancellationException("the client has gone");
        }
        this.check.run();
    }

}

package io.inkwell.explanation;

import java.util.concurrent.CancellationException;

/** Cancellation token of one explanation, checked between steps. */
public final class CancellationToken {

    private final Runnable check;

    private volatile boolean cancelled;

    /**
     * @param check throws once the explanation must stop for another reason
     */
    public CancellationToken(Runnable check) {
        this.check = check;
    }

    public void cancel() {
        this.cancelled = true;
    }

    /**
     * @throws CancellationException if the client has disconnected
     * @throws io.inkwell.error.ServiceException if the deadline has passed, or the
     * service is shutting down
     */
    public void throwIfCancelled() {
        if (this.cancelled) {
            throw new CancellationException("the client has disconnected");
        }
        this.check.run();
    }

}

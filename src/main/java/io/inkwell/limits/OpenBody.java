package io.inkwell.limits;

import io.inkwell.error.ServiceException;

/**
 * The bytes that one open request holds: its body while it is read, parsed and encoded,
 * and little afterwards. Thread-safe.
 */
public final class OpenBody implements AutoCloseable {

    private final OpenBytes budget;

    private long held;

    private boolean isClosed;

    OpenBody(OpenBytes budget) {
        this.budget = budget;
    }

    /**
     * Adds bytes that have arrived.
     * @throws ServiceException if all open requests together exceed their limit
     */
    public synchronized void add(int numBytes) {
        if (!this.isClosed) {
            this.budget.take(numBytes);
            this.held += numBytes;
        }
    }

    /** Releases what the request no longer holds once its prompts are encoded. */
    public synchronized void shrink() {
        release(Math.max(0, this.held - TextInSchedulers.LARGE_BYTES));
    }

    /** Releases everything; the request has ended. */
    @Override
    public synchronized void close() {
        this.isClosed = true;
        release(this.held);
    }

    private void release(long numBytes) {
        this.held -= numBytes;
        this.budget.give(numBytes);
    }

}

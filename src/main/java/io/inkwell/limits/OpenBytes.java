package io.inkwell.limits;

import java.util.concurrent.atomic.AtomicLong;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** Limits the bytes that the bodies of all open requests hold. Thread-safe. */
public final class OpenBytes {

    private final long max;

    private final AtomicLong held = new AtomicLong();

    /**
     * @param max the maximum over all open requests
     */
    public OpenBytes(long max) {
        this.max = max;
    }

    /** Opens the body of a request, which holds no bytes yet. */
    public OpenBody open() {
        return new OpenBody(this);
    }

    /**
     * @throws ServiceException if the bytes would exceed the limit
     */
    void take(long numBytes) {
        if (this.held.addAndGet(numBytes) > this.max) {
            give(numBytes);
            throw new ServiceException(ErrorKind.OVERLOADED, "the bodies of open requests exceed " + this.max
                    + " bytes, inkwell.limits.max-open-bytes; try again later");
        }
    }

    void give(long numBytes) {
        this.held.addAndGet(-numBytes);
    }

    long held() {
        return this.held.get();
    }

}

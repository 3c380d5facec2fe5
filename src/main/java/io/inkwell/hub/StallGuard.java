package io.inkwell.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A body of which every read fails once nothing has arrived for a time. Java's HTTP
 * client would wait forever.
 */
final class StallGuard extends FilterInputStream {

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, (task) -> {
        Thread thread = new Thread(task, "hub-stall");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean hasArrived;

    private volatile boolean isStalled;

    StallGuard(InputStream body, Duration stall) {
        super(body);
        this.timer.scheduleWithFixedDelay(this::check, stall.toMillis(), stall.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check() {
        if (this.hasArrived) {
            this.hasArrived = false;
            return;
        }
        this.isStalled = true;
        try {
            this.in.close();
        }
        catch (IOException ex) {
            // The connection is gone already.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = this.in.read(bytes, offset, length);
            if (!this.isStalled) {
                this.hasArrived = true;
                return read;
            }
        }
        catch (IOException ex) {
            if (!this.isStalled) {
                throw ex;
            }
        }
        throw new HttpTimeoutException("nothing arrived in time");
    }

    @Override
    public void close() throws IOException {
        this.timer.shutdownNow();
        super.close();
    }

}

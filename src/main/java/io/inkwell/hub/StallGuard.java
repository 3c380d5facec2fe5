package io.inkwell.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a body from which nothing arrives, which Java's HTTP client would read forever.
 * The read then fails.
 */
final class StallGuard implements AutoCloseable {

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, (task) -> {
        Thread thread = new Thread(task, "hub-stall");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> check;

    private volatile boolean hasArrived;

    StallGuard(InputStream body, Duration stall) {
        this.check = this.timer.scheduleWithFixedDelay(() -> check(body), stall.toMillis(), stall.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void check(InputStream body) {
        if (!this.hasArrived) {
            try {
                body.close();
            }
            catch (IOException ex) {
                // The connection is gone already.
            }
        }
        this.hasArrived = false;
    }

    void onBytes() {
        this.hasArrived = true;
    }

    @Override
    public void close() {
        this.check.cancel(false);
        this.timer.shutdownNow();
    }

}

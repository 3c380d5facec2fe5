package io.inkwell.registry;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The thread that loads and closes models, one after another. */
final class LoaderThread implements AutoCloseable {

    private static final Duration TERMINATION_TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
        Thread created = new Thread(task, "model-loader");
        created.setDaemon(true);
        return created;
    });

    /** Runs a task after those before it; does nothing once the thread is closed. */
    synchronized void execute(Runnable task) {
        if (!this.thread.isShutdown()) {
            this.thread.execute(task);
        }
    }

    boolean isClosed() {
        return this.thread.isShutdown();
    }

    /**
     * Runs the remaining tasks. Waits up to 10 s, then interrupts: a download may take
     * long.
     */
    @Override
    public void close() {
        shutDown();
        try {
            if (!this.thread.awaitTermination(TERMINATION_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                this.thread.shutdownNow();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void shutDown() {
        this.thread.shutdown();
    }

}

package io.inkwell.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** One load of a model, and the requests that wait for it. Thread-safe. */
final class ModelLoad {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private final List<CompletableFuture<ModelUse>> waiting = new ArrayList<>();

    /** The thread that loads the model; null before and afterwards. */
    private @Nullable Thread thread;

    private boolean started;

    private volatile boolean cancelled;

    /**
     * Runs the load on this thread, which a cancellation interrupts until {@link #stop}.
     * A load that is cancelled already does not run.
     */
    void run(Runnable load) {
        if (start()) {
            load.run();
        }
    }

    private synchronized boolean start() {
        if (this.cancelled) {
            return false;
        }
        this.started = true;
        this.thread = Thread.currentThread();
        return true;
    }

    /** Stops on this thread, and clears an interruption by a cancellation. */
    synchronized void stop() {
        this.thread = null;
        if (this.cancelled) {
            Thread.interrupted();
        }
    }

    /**
     * Cancels the load.
     * @return whether it had started; otherwise it never starts
     */
    synchronized boolean cancel() {
        this.cancelled = true;
        if (this.thread != null) {
            this.thread.interrupt();
        }
        return this.started;
    }

    boolean isCancelled() {
        return this.cancelled;
    }

    /** Completes when the model is ready; fails with the failure of the loader. */
    CompletableFuture<Void> end() {
        return this.end;
    }

    /** Adds a request that uses the model once it is ready, unless it is cancelled. */
    synchronized CompletableFuture<ModelUse> await() {
        CompletableFuture<ModelUse> request = new CompletableFuture<>();
        this.waiting.add(request);
        return request;
    }

    /**
     * Gives the model to the requests that wait.
     * @param held keeps the model in memory until they have it; closed here
     */
    void succeed(ModelUse held) {
        for (CompletableFuture<ModelUse> request : takeWaiting()) {
            ModelUse use = held.model().use();
            if (!request.complete(use)) {
                use.close();
            }
        }
        held.close();
        this.end.complete(null);
    }

    void fail(Throwable failure, ServiceException forRequests) {
        takeWaiting().forEach((request) -> request.completeExceptionally(forRequests));
        this.end.completeExceptionally(failure);
    }

    // A completed request holds the model, and this load outlives it.
    private synchronized List<CompletableFuture<ModelUse>> takeWaiting() {
        List<CompletableFuture<ModelUse>> taken = List.copyOf(this.waiting);
        this.waiting.clear();
        return taken;
    }

}

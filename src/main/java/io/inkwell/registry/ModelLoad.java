package io.inkwell.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.inkwell.error.ServiceException;

/** One load of a model, and the requests that wait for it. Thread-safe. */
final class ModelLoad {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private final List<CompletableFuture<ModelUse>> waiting = new ArrayList<>();

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
        for (CompletableFuture<ModelUse> request : waiting()) {
            ModelUse use = held.model().use();
            if (!request.complete(use)) {
                use.close();
            }
        }
        held.close();
        this.end.complete(null);
    }

    void fail(Throwable failure, ServiceException forRequests) {
        waiting().forEach((request) -> request.completeExceptionally(forRequests));
        this.end.completeExceptionally(failure);
    }

    private synchronized List<CompletableFuture<ModelUse>> waiting() {
        return List.copyOf(this.waiting);
    }

}

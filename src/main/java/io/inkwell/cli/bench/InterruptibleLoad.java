package io.inkwell.cli.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import reactor.core.publisher.Mono;

/** Waits for a load that an interrupt of this thread cancels. */
final class InterruptibleLoad {

    private InterruptibleLoad() {
    }

    /** Returns whether the load has ended without an interrupt. */
    static boolean isDone(Mono<Void> load) {
        CompletableFuture<Void> running = load.toFuture();
        try {
            running.get();
            return true;
        }
        catch (InterruptedException ex) {
            running.cancel(true);
            return false;
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException(ex.getCause());
        }
    }

}

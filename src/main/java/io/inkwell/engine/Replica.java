package io.inkwell.engine;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.engine.request.EngineListener;

/**
 * A place in the pool: an engine and, if it fails, the one that replaces it. Any thread
 * can call it.
 */
final class Replica implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Replica.class);

    private final Supplier<InferenceEngine> start;

    private final EngineListener listener;

    private final BiConsumer<InferenceEngine, List<OpenRequest>> waitingRequests;

    private volatile InferenceEngine engine;

    private volatile boolean lost;

    private boolean replaced;

    private boolean closed;

    /**
     * Starts the engine.
     * @param start starts an engine with a new predictor
     * @param waitingRequests takes an engine that has failed and its requests without a
     * slot, after the replacement
     */
    Replica(Supplier<InferenceEngine> start, EngineListener listener,
            BiConsumer<InferenceEngine, List<OpenRequest>> waitingRequests) {
        this.start = start;
        this.listener = listener;
        this.waitingRequests = waitingRequests;
        this.engine = start.get();
    }

    /** Replaces the engine from now on if it fails. */
    void watch() {
        InferenceEngine watched = this.engine;
        watched.failure().thenAccept((waiting) -> {
            replace(watched);
            this.waitingRequests.accept(watched, waiting);
        });
    }

    InferenceEngine engine() {
        return this.engine;
    }

    /** Whether its engine has failed and could not be replaced. */
    boolean isLost() {
        return this.lost;
    }

    // Not while the pool closes: nothing may use a model that is closed after the pool.
    private synchronized void replace(InferenceEngine failed) {
        if (this.closed) {
            return;
        }
        this.lost = !start(failed);
        this.listener.onReplacement(!this.lost);
        if (!this.lost) {
            logger.warn("Replaced a failed replica; its prefix cache starts empty");
            watch();
        }
    }

    private boolean start(InferenceEngine failed) {
        if (this.replaced && !failed.hasWorked()) {
            logger.error("A replacement failed before its first step: the replica is lost");
            return false;
        }
        try {
            InferenceEngine fresh = this.start.get();
            if (!fresh.probe()) {
                logger.error("The predictor of a replacement fails: the replica is lost");
                return false;
            }
            this.engine = fresh;
            this.replaced = true;
            return true;
        }
        catch (RuntimeException | Error ex) {
            logger.error("A failed replica cannot be replaced", ex);
            return false;
        }
    }

    /** Fails all requests. Returns when no thread uses the predictor. */
    @Override
    public void close() {
        synchronized (this) {
            this.closed = true;
        }
        this.engine.close();
    }

}

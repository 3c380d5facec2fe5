package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The replicas of one model, each with its own engine and prefix cache. A request goes to
 * the replica with the longest cached prefix, unless its load is much higher than that of
 * others. A replica that fails is replaced: its running requests end with an error, and
 * its waiting ones move.
 */
public final class PredictorPool implements AutoCloseable {

    private final List<Replica> replicas = new ArrayList<>();

    private volatile boolean closed;

    private PredictorPool() {
    }

    /**
     * Starts replicas one after another. If one cannot start, closes those before it.
     * @param start starts the engine of the replica with the given index, now and for
     * each replacement
     * @param listener receives replacements
     */
    public static PredictorPool start(int numReplicas, IntFunction<InferenceEngine> start, EngineListener listener) {
        if (numReplicas < 1) {
            throw new IllegalArgumentException("a pool needs at least one replica; given: " + numReplicas);
        }
        PredictorPool pool = new PredictorPool();
        EngineListener guarded = new GuardedListener(listener);
        try {
            for (int i = 0; i < numReplicas; i++) {
                int index = i;
                pool.replicas.add(new Replica(() -> start.apply(index), guarded, pool::move));
            }
        }
        catch (RuntimeException | Error ex) {
            pool.close();
            throw ex;
        }
        pool.replicas.forEach(Replica::watch);
        return pool;
    }

    /**
     * Submits a request. Any thread can call this.
     * @throws ServiceException if too many requests wait, no replica works, or the pool
     * is closed
     */
    public GenerationHandle submit(GenerationRequest request, GenerationListener listener) {
        return OpenRequest.submit(request, listener, this::route);
    }

    /** Submits a request to the first engine that takes it, in order of preference. */
    private void route(OpenRequest open) {
        List<Candidate> candidates = this.replicas.stream()
            .map(Replica::engine)
            .filter(InferenceEngine::isOpen)
            .map((engine) -> Candidate.of(engine, open.request()))
            .toList();
        ServiceException first = null;
        for (Candidate candidate : Candidate.byPreference(candidates)) {
            try {
                candidate.engine().submit(open);
                return;
            }
            catch (ServiceException ex) {
                first = (first != null) ? first : ex;
            }
        }
        throw rejection(first);
    }

    private ServiceException rejection(@Nullable ServiceException first) {
        if (first != null) {
            return first;
        }
        return new ServiceException(ErrorKind.UNAVAILABLE,
                this.closed ? "the service is shutting down" : "no replica of the model works now; try again later");
    }

    /**
     * Submits the waiting requests of a failed engine again, and ends those that none
     * takes.
     */
    private void move(InferenceEngine failed, List<OpenRequest> waiting) {
        for (OpenRequest open : waiting) {
            try {
                route(open);
            }
            catch (ServiceException ex) {
                failed.fail(open, this.closed ? FinishReason.SHUTDOWN : FinishReason.ERROR, ex);
            }
        }
    }

    public List<EngineSnapshot> snapshots() {
        return this.replicas.stream().map((replica) -> replica.engine().snapshot()).toList();
    }

    /** The step age of the engine whose step has run longest. */
    public Duration stepAge() {
        return this.replicas.stream()
            .map((replica) -> replica.engine().stepAge())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    }

    /** Whether no replica is lost. One that is being replaced counts as alive. */
    public boolean isAlive() {
        return !this.closed && this.replicas.stream().noneMatch(Replica::isLost);
    }

    @Override
    public void close() {
        this.closed = true;
        this.replicas.forEach(Replica::close);
    }

}

package io.inkwell.engine;

import java.util.Comparator;
import java.util.List;

/**
 * The engines of one model, one for each predictor; they share its weights. A request
 * goes to the least loaded.
 */
public final class PredictorPool implements AutoCloseable {

    private final List<InferenceEngine> engines;

    public PredictorPool(List<InferenceEngine> engines) {
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("a pool needs at least one engine");
        }
        this.engines = List.copyOf(engines);
    }

    /**
     * Takes a request, from any thread.
     * @throws io.inkwell.error.ServiceException if too many wait already, or the pool is
     * closed
     */
    public Generation submit(GenerationRequest request, GenerationListener listener) {
        return leastLoaded().submit(request, listener);
    }

    private InferenceEngine leastLoaded() {
        return this.engines.stream().min(Comparator.comparingInt((engine) -> engine.snapshot().load())).orElseThrow();
    }

    public List<EngineSnapshot> snapshots() {
        return this.engines.stream().map(InferenceEngine::snapshot).toList();
    }

    /** Whether every engine's thread is running. */
    public boolean isAlive() {
        return this.engines.stream().allMatch(InferenceEngine::isAlive);
    }

    @Override
    public void close() {
        this.engines.forEach(InferenceEngine::close);
    }

}

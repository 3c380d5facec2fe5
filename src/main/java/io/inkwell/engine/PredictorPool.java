package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;

/**
 * The engines of one model, one for each predictor. They share the weights but not the
 * prefix cache. A request goes to the engine with the least load, or to one with slightly
 * more load that was sent its prefix before.
 */
public final class PredictorPool implements AutoCloseable {

    /**
     * How much more load a cached prefix is worth. A small value spreads a prefix that
     * all requests share over all caches.
     */
    private static final int LOAD_FOR_PREFIX = 1;

    private final List<InferenceEngine> engines;

    public PredictorPool(List<InferenceEngine> engines) {
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("a pool must have at least one engine");
        }
        this.engines = List.copyOf(engines);
    }

    /**
     * Starts engines one after another. If one cannot start, closes those before it.
     * @param start starts the engine with the given index
     */
    public static PredictorPool start(int numEngines, IntFunction<InferenceEngine> start) {
        List<InferenceEngine> engines = new ArrayList<>();
        try {
            for (int i = 0; i < numEngines; i++) {
                engines.add(start.apply(i));
            }
            return new PredictorPool(engines);
        }
        catch (RuntimeException | Error ex) {
            engines.forEach(InferenceEngine::close);
            throw ex;
        }
    }

    /**
     * Submits a request. Any thread can call this.
     * @throws io.inkwell.error.ServiceException if too many requests wait, or the pool is
     * closed
     */
    public GenerationHandle submit(GenerationRequest request, GenerationListener listener) {
        return choose(request.promptTokens()).submit(request, listener);
    }

    private InferenceEngine choose(int[] prompt) {
        List<Candidate> candidates = this.engines.stream().map((engine) -> Candidate.of(engine, prompt)).toList();
        int leastLoad = candidates.stream().mapToInt(Candidate::load).min().orElseThrow();
        return candidates.stream()
            .filter((candidate) -> candidate.load() <= leastLoad + LOAD_FOR_PREFIX)
            .max(Comparator.comparingInt(Candidate::numCached)
                .thenComparing(Comparator.comparingInt(Candidate::load).reversed()))
            .orElseThrow()
            .engine();
    }

    public List<EngineSnapshot> snapshots() {
        return this.engines.stream().map(InferenceEngine::snapshot).toList();
    }

    /** The step age of the engine whose step has run longest. */
    public Duration stepAge() {
        return this.engines.stream().map(InferenceEngine::stepAge).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Whether every engine's thread is running. */
    public boolean isAlive() {
        return this.engines.stream().allMatch(InferenceEngine::isAlive);
    }

    @Override
    public void close() {
        this.engines.forEach(InferenceEngine::close);
    }

    private record Candidate(InferenceEngine engine, int load, int numCached) {

        public static Candidate of(InferenceEngine engine, int[] prompt) {
            return new Candidate(engine, engine.snapshot().load(), engine.numLikelyCached(prompt));
        }

    }

}

package io.inkwell.engine;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.inkwell.engine.request.GenerationRequest;

/**
 * An engine that could take a request.
 *
 * @param load the sequences that run and wait
 * @param hasRoom whether it can start one sequence of the request at once
 * @param numCached the tokens of the prompt that its prefix cache holds, as estimated
 */
record Candidate(InferenceEngine engine, int load, boolean hasRoom, int numCached) {

    /** How much more load than the least one a cached prefix is worth. */
    private static final double LOAD_FACTOR = 1.5;

    private static final Comparator<Candidate> LEAST_LOADED = Comparator.comparingInt(Candidate::load);

    private static final Comparator<Candidate> LONGEST_PREFIX = Comparator.comparingInt(Candidate::numCached)
        .reversed()
        .thenComparing(LEAST_LOADED);

    static Candidate of(InferenceEngine engine, GenerationRequest request) {
        return new Candidate(engine, engine.snapshot().load(), engine.hasRoom(request),
                engine.numLikelyCached(request));
    }

    /**
     * Orders candidates by preference: first those without a high load, by the length of
     * the cached prefix; then the others, by load.
     */
    static List<Candidate> byPreference(List<Candidate> candidates) {
        int least = candidates.stream().mapToInt(Candidate::load).min().orElse(0);
        boolean someFree = candidates.stream().anyMatch(Candidate::hasRoom);
        List<Candidate> preferred = candidates.stream()
            .filter((each) -> each.load() <= maxLoad(least) && (each.hasRoom() || !someFree))
            .sorted(LONGEST_PREFIX)
            .toList();
        return Stream
            .concat(preferred.stream(),
                    candidates.stream().filter((each) -> !preferred.contains(each)).sorted(LEAST_LOADED))
            .toList();
    }

    // One sequence more is always allowed, or an idle pool would use no prefix.
    private static int maxLoad(int least) {
        return Math.max(least + 1, (int) (least * LOAD_FACTOR));
    }

}

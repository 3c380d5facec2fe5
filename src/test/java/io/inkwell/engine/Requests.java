package io.inkwell.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.request.GenerationRequest;

/** Creates requests for tests. */
public final class Requests {

    private Requests() {
    }

    public static int[] prompt(int length, int seed) {
        return IntStream.range(0, length).map((i) -> (i * 7 + seed * 13) % FakeCausalLm.VOCABULARY).toArray();
    }

    static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    static int[] ints(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    public static GenerationRequest greedy(int[] prompt, int maxTokens) {
        return greedy(prompt, maxTokens, 1);
    }

    public static GenerationRequest greedy(int[] prompt, int maxTokens, int numChoices) {
        return of(prompt, SamplingParams.GREEDY, maxTokens, numChoices, 0);
    }

    public static StopConditions stopAfter(int maxTokens) {
        return new StopConditions(0, maxTokens, Set.of(), Set.of(), false, StopStrings.NONE, false);
    }

    /** A request that ends only at its token limit. */
    public static GenerationRequest of(int[] prompt, SamplingParams sampling, int maxTokens, int numChoices,
            long seed) {
        return GenerationRequest.builder(prompt, stopAfter(maxTokens))
            .sampling(sampling)
            .choices(numChoices, 0)
            .seed(seed)
            .build();
    }

}

package io.inkwell.decoding.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;

/** Search requests for tests: token 0 is "a", 1 is "b", and so on. */
public final class SearchRequests {

    public static final int[] PROMPT = { 1, 0 };

    private SearchRequests() {
    }

    static SearchRequest of(StopConditions stop) {
        return of(stop, SamplingParams.DEFAULT);
    }

    static SearchRequest of(StopConditions stop, SamplingParams sampling) {
        return new SearchRequest(PROMPT, sampling, stop, () -> TokenBytes.of(SearchRequests::bytes), -1);
    }

    static SearchRequest withLogprobs(StopConditions stop, SamplingParams sampling, int numTop) {
        return new SearchRequest(PROMPT, sampling, stop, () -> TokenBytes.of(SearchRequests::bytes), numTop);
    }

    static StopConditions stop(int maxTokens, Set<Integer> eosTokenIds, String... strings) {
        return new StopConditions(0, maxTokens, Set.of(), eosTokenIds, false, StopStrings.of(List.of(strings)), false);
    }

    private static byte[] bytes(int tokenId) {
        return String.valueOf((char) ('a' + tokenId)).getBytes(StandardCharsets.UTF_8);
    }

}

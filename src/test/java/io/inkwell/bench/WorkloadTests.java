package io.inkwell.bench;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadTests {

    @Test
    void equalSeedsGiveEqualLengths() {
        assertThat(lengths(1)).isEqualTo(lengths(1)).isNotEqualTo(lengths(2));
    }

    @Test
    void outputLengthsAreIndependentOfPromptLengths() {
        assertThat(lengths(1)).allSatisfy((length) -> assertThat(length).isBetween(20, 90));
        assertThat(requests(1))
            .anySatisfy((request) -> assertThat(request.maxTokens()).isNotEqualTo(request.prompt().numTokens()));
    }

    private static List<Integer> lengths(long seed) {
        return requests(seed).map(LoadRequest::maxTokens).toList();
    }

    private static Stream<LoadRequest> requests(long seed) {
        LengthRange range = new LengthRange(20, 90);
        Workload workload = new Workload(new RandomPrompts(range, 0, Vocabulary.ofIdsBelow(100), seed), range, seed);
        return Stream.generate(workload::next).limit(50);
    }

}

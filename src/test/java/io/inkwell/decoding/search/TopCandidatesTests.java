package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.Rows;

import static org.assertj.core.api.Assertions.assertThat;

class TopCandidatesTests {

    @Test
    void matchesSortingOfAllRows() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            TopCandidates candidates = new TopCandidates(1 + random.nextInt(20));
            List<Candidate> all = new ArrayList<>();
            for (int row = 0; row < 1 + random.nextInt(4); row++) {
                float[] values = Rows.odd(random);
                double base = -random.nextInt(8) / 4.0;
                candidates.add(row, base, Rows.logits(values));
                addPossible(all, row, base, values);
            }
            all.sort(Comparator.comparingDouble(Candidate::score).reversed());

            assertThat(candidates(candidates)).isEqualTo(all.subList(0, candidates.size()));
        }
    }

    @Test
    void isNotFullIfFewTokensArePossible() {
        TopCandidates candidates = new TopCandidates(5);
        candidates.add(0, 0, Rows.logits(Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY, 3));

        assertThat(candidates(candidates)).containsExactly(new Candidate(0, 3, 3), new Candidate(0, 1, 1));
    }

    @Test
    void isReusableAfterClear() {
        TopCandidates candidates = new TopCandidates(1);
        candidates.add(0, 0, Rows.logits(9));
        candidates.clear();
        candidates.add(0, 0, Rows.logits(1, 2));

        assertThat(candidates(candidates)).containsExactly(new Candidate(0, 1, 2));
    }

    private static void addPossible(List<Candidate> all, int row, double base, float[] values) {
        for (int token = 0; token < values.length; token++) {
            if (values[token] != Float.NEGATIVE_INFINITY) {
                all.add(new Candidate(row, token, base + values[token]));
            }
        }
    }

    private static List<Candidate> candidates(TopCandidates candidates) {
        return IntStream.range(0, candidates.size())
            .mapToObj((rank) -> new Candidate(candidates.row(rank), candidates.tokenId(rank), candidates.score(rank)))
            .toList();
    }

    private record Candidate(int row, int tokenId, double score) {
    }

}

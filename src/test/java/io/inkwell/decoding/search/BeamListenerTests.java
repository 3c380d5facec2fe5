package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.search.BeamCandidate.Outcome;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;

import static org.assertj.core.api.Assertions.assertThat;

class BeamListenerTests {

    private static final int VOCABULARY = 5;

    private static final int END = 0;

    private final List<BeamCandidate> heard = new ArrayList<>();

    private final BranchingSearch search = new BeamSearchParams(2, 1, 0, 1, EarlyStopping.FALSE)
        .begin(SearchRequests.of(SearchRequests.stop(3, Set.of(END))), this.heard::add);

    /** Advances with one row per branch, all with these probabilities. */
    private List<Branch> advance(int numRows, double... probabilities) {
        this.heard.clear();
        return this.search.advance(IntStream.range(0, numRows).mapToObj((row) -> {
            float[] logprobs = new float[VOCABULARY];
            for (int i = 0; i < VOCABULARY; i++) {
                logprobs[i] = (float) Math.log(probabilities[i]);
            }
            return new BranchRow(logprobs, 0, VOCABULARY, new float[0], 0, 0);
        }).toList());
    }

    @Test
    void receivesCandidatesOfEachStepWithOutcome() {
        List<Branch> next = advance(1, 0.35, 0.3, 0.2, 0.1, 0.05);

        assertThat(this.heard).extracting(BeamCandidate::tokenId).containsExactly(0, 1, 2, 3);
        assertThat(this.heard).extracting(BeamCandidate::outcome)
            .containsExactly(Outcome.FINISHED, Outcome.RUNNING, Outcome.RUNNING, Outcome.PRUNED);
        assertThat(next).extracting(Branch::tokenId).containsExactly(1, 2);
    }

    @Test
    void receivesRunningCandidatesInBranchOrder() {
        advance(1, 0.1, 0.4, 0.3, 0.1, 0.1);
        List<Branch> next = advance(2, 0.1, 0.2, 0.3, 0.2, 0.2);

        assertThat(this.heard).filteredOn((candidate) -> candidate.outcome() == Outcome.RUNNING)
            .extracting((candidate) -> new Branch(candidate.row(), candidate.tokenId()))
            .containsExactlyElementsOf(next);
    }

    @Test
    void noCandidateRunsAtTheEnd() {
        advance(1, 0.1, 0.4, 0.3, 0.1, 0.1);
        advance(2, 0.1, 0.2, 0.3, 0.2, 0.2);
        List<Branch> next = advance(2, 0.1, 0.2, 0.3, 0.2, 0.2);

        assertThat(next).isEmpty();
        assertThat(this.heard).extracting(BeamCandidate::outcome)
            .containsExactly(Outcome.FINISHED, Outcome.FINISHED, Outcome.PRUNED, Outcome.PRUNED);
        assertThat(this.heard.get(0).score()).isEqualTo(this.heard.get(0).logprob() / 3);
    }

}

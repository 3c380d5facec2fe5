package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The best hypotheses so far, in descending order of score; ties keep the order in which
 * they were found.
 */
final class FinishedBeams {

    private final int capacity;

    private final List<Hypothesis> hypotheses = new ArrayList<>();

    FinishedBeams(int capacity) {
        this.capacity = capacity;
    }

    void add(Hypothesis hypothesis) {
        int rank = this.hypotheses.size();
        while (rank > 0 && this.hypotheses.get(rank - 1).score() < hypothesis.score()) {
            rank--;
        }
        this.hypotheses.add(rank, hypothesis);
        if (this.hypotheses.size() > this.capacity) {
            this.hypotheses.remove(this.capacity);
        }
    }

    boolean isFull() {
        return this.hypotheses.size() == this.capacity;
    }

    /** The score that a hypothesis must beat to enter a full list. */
    double worstScore() {
        return this.hypotheses.get(this.hypotheses.size() - 1).score();
    }

    List<Hypothesis> hypotheses() {
        return List.copyOf(this.hypotheses);
    }

}

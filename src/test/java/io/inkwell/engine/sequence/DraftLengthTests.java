package io.inkwell.engine.sequence;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DraftLengthTests {

    private final DraftLength length = new DraftLength();

    @Test
    void doublesAfterFullyAcceptedDrafts() {
        int[] lengths = IntStream.range(0, 3).map((step) -> {
            int next = this.length.next();
            this.length.adapt(next, next);
            return next;
        }).toArray();
        assertThat(lengths).containsExactly(2, 4, 8);
    }

    @Test
    void exceedsPartiallyAcceptedDraftByOneToken() {
        this.length.adapt(7, 3);
        assertThat(this.length.next()).isEqualTo(4);
    }

    @Test
    void pausesAndHalvesAfterRejectedDraft() {
        this.length.adapt(6, 0);
        assertThat(next(3)).containsExactly(0, 3, 3);
    }

    @Test
    void pausesGrowToLimitWhileDraftsAreRejected() {
        int[] pauses = IntStream.range(0, 7).map((miss) -> {
            this.length.adapt(1, 0);
            return pause();
        }).toArray();
        assertThat(pauses).containsExactly(1, 2, 4, 8, 16, 16, 16);
    }

    @Test
    void acceptedTokenResetsPause() {
        this.length.adapt(1, 0);
        this.length.adapt(1, 0);
        pause();
        this.length.adapt(1, 1);
        assertThat(this.length.next()).isEqualTo(2);
        this.length.adapt(2, 0);
        assertThat(pause()).isOne();
    }

    /** The number of steps without a draft. */
    private int pause() {
        int steps = 0;
        while (this.length.next() == 0) {
            steps++;
        }
        return steps;
    }

    private int[] next(int numSteps) {
        return IntStream.range(0, numSteps).map((step) -> this.length.next()).toArray();
    }

}

package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingSequencesTests {

    private final WaitingSequences waiting = new WaitingSequences(Duration.ofSeconds(10));

    private Duration now = Duration.ZERO;

    @Test
    void lowerPriorityValueComesFirst() {
        Sequence normal = add(0);
        Sequence later = add(5);
        Sequence sooner = add(-3);
        assertThat(this.waiting).containsExactly(sooner, normal, later);
    }

    @Test
    void equalPrioritiesAreFifo() {
        Sequence first = add(1);
        Sequence second = add(1);
        Sequence third = add(1);
        add(0);
        assertThat(this.waiting).endsWith(first, second, third);
    }

    @ParameterizedTest
    @CsvSource({ "1, 10", "3, 30" })
    void waitingImprovesPriorityByOneInEachPeriod(int priority, int seconds) {
        Sequence patient = add(priority);
        this.now = Duration.ofSeconds(seconds).minusNanos(1);
        Sequence before = add(0);
        this.now = Duration.ofSeconds(seconds);
        Sequence after = add(0);
        assertThat(this.waiting).containsExactly(before, patient, after);
    }

    @Test
    void sequencesOfOnePriorityStayFifoWhileTheyAge() {
        Sequence first = add(2);
        this.now = Duration.ofSeconds(5);
        Sequence second = add(2);
        Sequence normal = add(0);
        this.now = Duration.ofSeconds(22);
        Sequence late = add(0);
        assertThat(this.waiting).containsExactly(normal, first, late, second);
    }

    @Test
    void largestPriorityKeepsItsPlaceBehindOthers() {
        Sequence last = add(Integer.MAX_VALUE);
        this.now = Duration.ofDays(365);
        Sequence normal = add(0);
        assertThat(this.waiting).containsExactly(normal, last);
    }

    @Test
    void onlyHigherPrioritiesAheadCount() {
        Sequence normal = add(0);
        Sequence patient = add(1);
        this.now = Duration.ofSeconds(10);
        add(0);
        assertThat(this.waiting.hasHigherPriorityAhead(patient)).isTrue();
        this.waiting.remove(normal);
        assertThat(this.waiting.hasHigherPriorityAhead(patient)).isFalse();
    }

    @Test
    void removedSequenceIsGone() {
        Sequence first = add(0);
        Sequence second = add(0);
        this.waiting.remove(first);
        assertThat(this.waiting).containsExactly(second);
        assertThat(this.waiting.isEmpty()).isFalse();
    }

    private Sequence add(int priority) {
        GenerationRequest request = GenerationRequest.builder(new int[] { 1 }, Requests.stopAfter(1))
            .priority(priority)
            .build();
        Sequence sequence = List.copyOf(SequenceGroup.of(request).sequences()).get(0);
        this.waiting.add(sequence, this.now.toNanos());
        return sequence;
    }

}

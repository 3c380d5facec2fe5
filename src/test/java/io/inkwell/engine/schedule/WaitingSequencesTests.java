package io.inkwell.engine.schedule;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingSequencesTests {

    private final WaitingSequences waiting = new WaitingSequences();

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
        this.waiting.add(sequence);
        return sequence;
    }

}

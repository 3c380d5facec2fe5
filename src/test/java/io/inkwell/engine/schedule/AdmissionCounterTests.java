package io.inkwell.engine.schedule;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AdmissionCounterTests {

    private static final int NUM_SLOTS = 2;

    private final AdmissionCounter admission = new AdmissionCounter(
            new RequestLimits(5, 100, RequestLimits.NO_DEADLINE), KvCacheSize.ofWholeSlots(NUM_SLOTS, 64));

    @Test
    void acceptsSequencesUpToSlotsPlusMaxWaiting() {
        for (int i = 0; i < NUM_SLOTS + 5; i++) {
            enter(1, 1);
        }

        assertRejected(1, 1, "too many requests are waiting: at most 5 sequences can wait");
        assertThat(this.admission.numSequences()).isEqualTo(NUM_SLOTS + 5);
    }

    @Test
    void countsPromptTokensOncePerChoice() {
        enter(1, 10);
        enter(3, 30);

        assertThat(this.admission.numTokens()).isEqualTo(100);
        assertRejected(1, 1, "at most 100 prompt tokens can wait");
    }

    @Test
    void rejectedRequestIsNotCounted() {
        enter(3, 30);
        assertRejected(2, 30, "100 prompt tokens");
        assertRejected(9, 1, "5 sequences");

        assertThat(this.admission.numTokens()).isEqualTo(90);
        assertThat(this.admission.numSequences()).isEqualTo(3);
        enter(1, 10);
    }

    @Test
    void tokenLimitDoesNotApplyToTheOnlyWaitingRequest() {
        enter(4, 1000);

        assertThat(this.admission.numTokens()).isEqualTo(4000);
    }

    @Test
    void tokenLimitDoesNotApplyWhileASlotIsFree() {
        enter(1, 90);
        enter(1, 90);

        assertRejected(1, 1, "100 prompt tokens");
    }

    @Test
    void runningSequencesDoNotCountAsWaitingTokens() {
        SequenceGroup group = enter(3, 30);
        this.admission.stopWaiting(group.sequences().get(0));

        assertThat(this.admission.numTokens()).isEqualTo(60);
        this.admission.leave(group.request(), 1);
        enter(1, 40);
    }

    @Test
    void sequencesThatFitInMemoryDoNotWait() {
        AdmissionCounter counter = new AdmissionCounter(new RequestLimits(1, 1000, RequestLimits.NO_DEADLINE),
                new KvCacheSize(8, 64, 128, 16));
        // Each reserves 32 cells, so four fit and the fifth waits.
        GenerationRequest request = Requests.greedy(Requests.prompt(20, 1), 1);
        IntStream.range(0, 5).forEach((i) -> counter.admit(request));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> counter.admit(request))
            .withMessageContaining("at most 1 sequences can wait");
        counter.leave(request, 1);
        counter.admit(request);
    }

    @Test
    void hasRoomForASequenceThatFitsBesideAllOthers() {
        AdmissionCounter counter = new AdmissionCounter(new RequestLimits(1, 1000, RequestLimits.NO_DEADLINE),
                new KvCacheSize(3, 64, 128, 16));
        counter.admit(Requests.greedy(Requests.prompt(60, 1), 1));

        assertThat(counter.hasRoom(Requests.greedy(Requests.prompt(60, 1), 1))).isTrue();
        counter.admit(Requests.greedy(Requests.prompt(30, 1), 1));
        assertThat(counter.hasRoom(Requests.greedy(Requests.prompt(60, 1), 1))).isFalse();
        assertThat(counter.hasRoom(Requests.greedy(Requests.prompt(30, 1), 1))).isTrue();
        counter.admit(Requests.greedy(Requests.prompt(10, 1), 1));
        assertThat(counter.hasRoom(Requests.greedy(Requests.prompt(10, 1), 1))).as("a slot").isFalse();
    }

    private SequenceGroup enter(int numChoices, int numPromptTokens) {
        GenerationRequest request = Requests.greedy(Requests.prompt(numPromptTokens, 1), 1, numChoices);
        this.admission.admit(request);
        return SequenceGroup.of(request);
    }

    private void assertRejected(int numChoices, int numPromptTokens, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> enter(numChoices, numPromptTokens))
            .withMessageContaining(message)
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.OVERLOADED));
    }

}

package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceStatus;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;

/** One slot, and ten seconds of waiting for each step of priority. */
class PriorityAgeingTests {

    private final TestScheduler scheduler = new TestScheduler(new SchedulerLimits(10, 4,
            new RequestLimits(100, 1000, RequestLimits.NO_DEADLINE, Duration.ofSeconds(10)), Speculation.NONE),
            KvCacheSize.ofWholeSlots(1, 64));

    private final List<Sequence> added = new ArrayList<>();

    private int second;

    @Test
    void lowPriorityStartsInTimeWhilePriorityZeroKeepsComing() {
        add(0);
        add(0);
        Sequence patient = add(1);
        Sequence morePatient = add(2);
        runUntilStart(patient);
        assertThat(this.second).isBetween(10, 13);
        runUntilStart(morePatient);
        assertThat(this.second).isBetween(20, 24);
    }

    @Test
    void choicesOfOneRequestKeepTheirSlotUntilPriorityZeroIsAhead() {
        List<? extends Sequence> choices = this.scheduler.add(request(1, 3)).sequences();
        this.scheduler.step();
        this.scheduler.setTime(Duration.ofSeconds(10));
        Sequence late = add(0);
        this.scheduler.finish(choices.get(0));
        assertThat(choices.get(1).status()).isEqualTo(SequenceStatus.RUNNING);
        this.scheduler.setTime(Duration.ofSeconds(5));
        Sequence early = add(0);
        this.scheduler.finish(choices.get(1));
        this.scheduler.step();
        assertThat(early.status()).isEqualTo(SequenceStatus.RUNNING);
        assertThat(List.of(late, choices.get(2))).extracting(Sequence::status).containsOnly(SequenceStatus.WAITING);
    }

    /** Each second, the sequence with the slot finishes, and one of priority 0 comes. */
    private void runUntilStart(Sequence sequence) {
        this.scheduler.step();
        while (sequence.status() == SequenceStatus.WAITING && this.second < 100) {
            this.added.stream()
                .filter((each) -> each.status() == SequenceStatus.RUNNING)
                .forEach(this.scheduler::finish);
            this.second++;
            this.scheduler.setTime(Duration.ofSeconds(this.second));
            add(0);
            this.scheduler.step();
        }
    }

    private Sequence add(int priority) {
        Sequence sequence = this.scheduler.add(request(priority, 1)).sequences().get(0);
        this.added.add(sequence);
        return sequence;
    }

    private static GenerationRequest request(int priority, int numChoices) {
        return GenerationRequest.builder(new int[] { 1 }, Requests.stopAfter(9))
            .priority(priority)
            .choices(numChoices, 0)
            .build();
    }

}

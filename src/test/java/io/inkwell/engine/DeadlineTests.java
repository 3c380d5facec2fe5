package io.inkwell.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.error.ErrorKind;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request deadlines, on a clock that advances one second per step. The engine runs no
 * step while a test holds the clock's monitor.
 */
class DeadlineTests {

    private static final int NUM_SLOTS = 2;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.MINUTES.toNanos(1));

    private final Map<FinishReason, Integer> finished = new EnumMap<>(FinishReason.class);

    private final TestEngine engine = TestEngine.on(new FakeCausalLm(NUM_SLOTS, 512) {
        @Override
        public StepOutput step(StepInput input) {
            synchronized (DeadlineTests.this.nanos) {
                DeadlineTests.this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
                return super.step(input);
            }
        }
    })
        .limits(new SchedulerLimits(512, 512, new RequestLimits(100, 100_000, Duration.ofSeconds(20)),
                Speculation.NONE))
        .listener(new EngineListener() {
            @Override
            public void onFinish(FinishReason reason) {
                DeadlineTests.this.finished.merge(reason, 1, Integer::sum);
            }
        })
        .nanoClock(this.nanos::get)
        .start();

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void requestWithinDeadlineCompletes() {
        RecordedGeneration generation = submit(20, 1);

        assertThat(generation.await().numGeneratedTokens()).isEqualTo(20);
        assertCounted(Map.of(FinishReason.LENGTH, 1));
    }

    @Test
    void expiredRunningRequestFailsAfterItsTokens() {
        RecordedGeneration generation = submit(400, NUM_SLOTS);

        assertThat(generation.failure().kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
        assertThat(generation.failure()).hasMessage("request exceeded the 20 s deadline");
        assertThat(generation.tokens(0)).hasSize(20);
        assertCounted(Map.of(FinishReason.EXPIRED, NUM_SLOTS));
    }

    @Test
    void expiredWaitingRequestFails() {
        List<RecordedGeneration> first;
        List<RecordedGeneration> next;
        RecordedGeneration last;
        synchronized (this.nanos) {
            first = List.of(submit(15, 1), submit(15, 1));
            next = List.of(submit(15, 1), submit(15, 1));
            last = submit(15, 1);
        }

        first.forEach((generation) -> assertThat(generation.await().numGeneratedTokens()).isEqualTo(15));
        assertThat(next).allSatisfy(
                (generation) -> assertThat(generation.failure()).hasMessage("request exceeded the 20 s deadline"));
        assertThat(last.failure()).hasMessage("request exceeded the 20 s deadline while it waited for a slot");
        assertCounted(Map.of(FinishReason.LENGTH, NUM_SLOTS, FinishReason.EXPIRED, NUM_SLOTS + 1));
    }

    @Test
    void olderRequestExpiresEvenIfSubmittedAfterYoungerOne() {
        RecordedGeneration younger;
        RecordedGeneration older;
        synchronized (this.nanos) {
            younger = submit(15, 1);
            older = submit(400, 1, this.nanos.get() - TimeUnit.SECONDS.toNanos(10));
        }

        assertThat(older.failure().kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
        // Its first step is the first or second of the other.
        assertThat(older.tokens(0)).hasSizeBetween(9, 10);
        assertThat(younger.await().numGeneratedTokens()).isEqualTo(15);
    }

    @Test
    void expiredRequestFreesItsSlots() {
        assertThat(submit(400, 2 * NUM_SLOTS).failure().kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);

        assertThat(submit(10, NUM_SLOTS).await().numGeneratedTokens()).isEqualTo(10 * NUM_SLOTS);
        assertCounted(Map.of(FinishReason.EXPIRED, 2 * NUM_SLOTS, FinishReason.LENGTH, NUM_SLOTS));
    }

    private RecordedGeneration submit(int maxTokens, int numChoices) {
        return submit(maxTokens, numChoices, this.nanos.get());
    }

    private RecordedGeneration submit(int maxTokens, int numChoices, long arrivalNanos) {
        return this.engine.submit(GenerationRequest.builder(Requests.prompt(5, 1), Requests.stopAfter(maxTokens))
            .choices(numChoices, 0)
            .arrivalNanos(arrivalNanos)
            .build());
    }

    private void assertCounted(Map<FinishReason, Integer> expected) {
        this.engine.awaitIdle();
        assertThat(this.finished).containsExactlyInAnyOrderEntriesOf(expected);
    }

}

package io.inkwell.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

class StepAgeTests {

    private final AtomicLong nanos = new AtomicLong(1);

    @Test
    void growsDuringStepAndIsZeroWhenIdle() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        FakeCausalLm model = new FakeCausalLm(2, 64) {
            @Override
            public StepOutput step(StepInput input) {
                stuck.countDown();
                TestEngine.await(released);
                return super.step(input);
            }
        };
        try (TestEngine test = TestEngine.on(model).nanoClock(this.nanos::get).start()) {
            InferenceEngine engine = test.engine();
            this.nanos.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(engine.stepAge()).isZero();

            RecordedGeneration generation = new RecordedGeneration();
            engine.submit(Requests.greedy(Requests.prompt(3, 1), 2), generation);
            stuck.await();
            this.nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            assertThat(engine.stepAge()).isEqualTo(Duration.ofSeconds(31));

            released.countDown();
            generation.await();
            Awaitility.await().untilAsserted(() -> assertThat(engine.stepAge()).isZero());
        }
    }

}

package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that wait at a failed replica and that no other replica takes are reported as
 * ended, like all others.
 */
class AbandonedRequestTests {

    private final CountDownLatch entered = new CountDownLatch(1);

    private final CountDownLatch resume = new CountDownLatch(1);

    private final List<FinishReason> finished = new CopyOnWriteArrayList<>();

    private final List<FinishReason> ended = new CopyOnWriteArrayList<>();

    private final EngineListener listener = new EngineListener() {
        @Override
        public void onFinish(FinishReason reason) {
            AbandonedRequestTests.this.finished.add(reason);
        }

        @Override
        public void onEnd(EndedRequest request) {
            AbandonedRequestTests.this.ended.add(request.reason());
        }
    };

    private PredictorPool pool = startPool(() -> {
    });

    /** The pool has one replica, whose predictor breaks and cannot be replaced. */
    private PredictorPool startPool(Runnable beforeReplacementFails) {
        List<FakeCausalLm> left = new ArrayList<>(List.of(new BrokenLm()));
        return PredictorPool.start(1, (i) -> {
            if (left.isEmpty()) {
                beforeReplacementFails.run();
                throw new IllegalStateException("no memory, for a test");
            }
            return TestEngine.on(left.remove(0))
                .limits(new SchedulerLimits(16, 4, 100))
                .listener(this.listener)
                .start()
                .engine();
        }, this.listener);
    }

    @AfterEach
    void close() {
        this.resume.countDown();
        this.pool.close();
    }

    @Test
    void areReportedOncePerChoiceIfNoReplicaIsLeft() {
        RecordedGeneration running = submit(1);
        TestEngine.await(this.entered);
        List<RecordedGeneration> waiting = List.of(submit(1), submit(2));
        this.resume.countDown();

        assertThat(waiting).allSatisfy((each) -> assertThat(each.failure().kind()).isEqualTo(ErrorKind.UNAVAILABLE));
        assertThat(running.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        assertThat(this.finished).hasSize(4).containsOnly(FinishReason.ERROR);
        assertThat(this.ended).hasSize(3).containsOnly(FinishReason.ERROR);
    }

    @Test
    void areReportedAsShutDownIfThePoolCloses() {
        CountDownLatch replacing = new CountDownLatch(1);
        this.pool.close();
        this.pool = startPool(() -> {
            replacing.countDown();
            Awaitility.await().until(() -> !this.pool.isAlive());
        });
        submit(1);
        TestEngine.await(this.entered);
        RecordedGeneration waiting = submit(1);
        this.resume.countDown();
        TestEngine.await(replacing);

        this.pool.close();

        assertThat(waiting.failure()).hasMessage("the service is shutting down");
        assertThat(this.finished).containsExactly(FinishReason.ERROR, FinishReason.SHUTDOWN);
        assertThat(this.ended).containsExactly(FinishReason.ERROR, FinishReason.SHUTDOWN);
    }

    private RecordedGeneration submit(int numChoices) {
        RecordedGeneration generation = new RecordedGeneration();
        this.pool.submit(Requests.greedy(Requests.prompt(4, 1), 3, numChoices), generation);
        return generation;
    }

    private final class BrokenLm extends FakeCausalLm {

        BrokenLm() {
            super(2, 32);
        }

        @Override
        public StepOutput step(StepInput input) {
            AbandonedRequestTests.this.entered.countDown();
            TestEngine.await(AbandonedRequestTests.this.resume);
            throw new IllegalStateException("an illegal memory access was encountered");
        }

    }

}

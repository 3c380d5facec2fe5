package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A replica that fails is replaced, and the others continue. */
class ReplicaFailureTests {

    private static final int NUM_SLOTS = 2;

    private static final int NUM_POSITIONS = 32;

    private final CountDownLatch resume = new CountDownLatch(1);

    private final CountDownLatch entered = new CountDownLatch(1);

    private final List<FakeCausalLm> models = new CopyOnWriteArrayList<>();

    private final List<Boolean> replacements = new CopyOnWriteArrayList<>();

    private final EngineListener listener = new EngineListener() {
        @Override
        public void onReplacement(boolean succeeded) {
            ReplicaFailureTests.this.replacements.add(succeeded);
        }
    };

    private PredictorPool pool = start(1, WaitingLm::new);

    @AfterEach
    void close() {
        this.pool.close();
        assertThat(this.models).allMatch(FakeCausalLm::isClosed);
    }

    @Test
    void replacesBrokenPredictor() {
        restart(1, BrokenLm::new, WaitingLm::new);
        RecordedGeneration running = submitRunning();
        List<RecordedGeneration> waiting = submit(4);
        this.resume.countDown();

        assertThat(running.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        assertThat(waiting).allSatisfy(ReplicaFailureTests::assertComplete);
        assertThat(this.replacements).containsExactly(true);
        assertThat(this.models).hasSize(2);
        assertThat(this.models.get(0).isClosed()).isTrue();
        assertThat(this.pool.isAlive()).isTrue();
        awaitIdle(1);
    }

    @Test
    void keepsPredictorThatFailsOnlyForOneRequest() {
        restart(1, () -> new WaitingLm() {
            @Override
            public StepOutput step(StepInput input) {
                if (input.rows().stream().anyMatch((rows) -> rows.tokens()[0] == 49)) {
                    throw new IllegalStateException("index out of range");
                }
                return super.step(input);
            }
        });
        this.resume.countDown();
        for (int i = 0; i < 3; i++) {
            RecordedGeneration failing = new RecordedGeneration();
            this.pool.submit(Requests.greedy(new int[] { 49, 1 }, 3), failing);
            assertThat(failing.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        }

        assertComplete(submit(1).get(0));
        assertThat(this.replacements).isEmpty();
        assertThat(this.models).hasSize(1);
    }

    @Test
    void otherReplicasContinueAndTakeWaitingRequests() {
        restart(2, BrokenLm::new, WaitingLm::new, () -> {
            throw new IllegalStateException("no memory, for a test");
        });
        RecordedGeneration running = submitRunning();
        List<RecordedGeneration> others = submit(2 * NUM_SLOTS + 3);
        this.resume.countDown();

        assertThat(running.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        assertThat(others).allSatisfy(ReplicaFailureTests::assertComplete);
        assertThat(this.replacements).containsExactly(false);
        assertThat(this.pool.isAlive()).isFalse();
        assertComplete(submit(1).get(0));
        awaitIdle(2);
    }

    @Test
    void rejectsRequestsIfNoReplicaIsLeft() {
        restart(1, BrokenLm::new);
        RecordedGeneration running = submitRunning();
        List<RecordedGeneration> waiting = submit(3);
        this.resume.countDown();

        assertThat(running.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
        assertThat(waiting).allSatisfy((each) -> assertThat(each.failure().kind()).isEqualTo(ErrorKind.UNAVAILABLE));
        assertThat(this.replacements).containsExactly(false);
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> submit(1))
            .withMessage("no replica of the model works now; try again later")
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    @Test
    void replacesEngineWhoseThreadEnds() {
        this.pool.close();
        AtomicInteger numSteps = new AtomicInteger();
        EngineListener counting = new EngineListener() {
            @Override
            public void onStep(int numSequences, int numRows, Duration duration) {
                numSteps.incrementAndGet();
            }
        };
        LongSupplier clock = () -> {
            if (numSteps.compareAndSet(1, 2)) {
                throw new IllegalStateException("for a test");
            }
            return System.nanoTime();
        };
        this.pool = PredictorPool.start(1,
                (i) -> TestEngine.on(new WaitingLm()).listener(counting).nanoClock(clock).start().engine(),
                this.listener);
        RecordedGeneration running = submitRunning();
        List<RecordedGeneration> waiting = submit(3);
        this.resume.countDown();

        assertThat(running.failure()).hasMessageContaining("replica");
        assertThat(waiting).allSatisfy(ReplicaFailureTests::assertComplete);
        assertThat(this.replacements).containsExactly(true);
    }

    @Test
    void replicaIsLostIfItsReplacementFailsBeforeAnyRequest() {
        restart(1, BrokenLm::new, () -> new WaitingLm() {
            private int numSteps;

            @Override
            public StepOutput step(StepInput input) {
                if (this.numSteps++ > 0) {
                    throw new IllegalStateException("works only for the probe");
                }
                return super.step(input);
            }
        });
        submitRunning();
        List<RecordedGeneration> waiting = submit(3);
        this.resume.countDown();

        assertThat(waiting).allSatisfy((each) -> assertThat(each.failure().kind().isFault()).isTrue());
        Awaitility.await().untilAsserted(() -> assertThat(this.replacements).containsExactly(true, false));
        assertThat(this.pool.isAlive()).isFalse();
    }

    @Test
    void replacesAReplicaAgainIfItWorkedInBetween() {
        NewModel breaksLater = () -> new WaitingLm() {
            private int numSteps;

            @Override
            public StepOutput step(StepInput input) {
                if (this.numSteps++ > 5) {
                    throw new IllegalStateException("for a test");
                }
                return super.step(input);
            }
        };
        restart(1, breaksLater, breaksLater, breaksLater, WaitingLm::new);
        this.resume.countDown();
        for (int i = 1; i <= 3; i++) {
            RecordedGeneration generation = new RecordedGeneration();
            this.pool.submit(Requests.greedy(Requests.prompt(4, 1), 20), generation);
            assertThat(generation.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
            int numReplaced = i;
            Awaitility.await().untilAsserted(() -> assertThat(this.replacements).hasSize(numReplaced));
        }
        assertThat(this.replacements).containsOnly(true);
        assertComplete(submit(1).get(0));
    }

    @Test
    void movedRequestCanBeCancelled() {
        CountDownLatch replaced = new CountDownLatch(1);
        restart(1, BrokenLm::new, () -> new WaitingLm() {
            @Override
            public StepOutput step(StepInput input) {
                // The first step is the probe.
                if (!steps().isEmpty()) {
                    TestEngine.await(replaced);
                }
                return super.step(input);
            }
        });
        submitRunning();
        List<RecordedGeneration> cancelled = new ArrayList<>();
        List<GenerationHandle> handles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RecordedGeneration generation = new RecordedGeneration();
            handles.add(this.pool.submit(Requests.greedy(Requests.prompt(4, 1), 20), generation));
            cancelled.add(generation);
        }
        handles.get(0).cancel();
        this.resume.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(this.replacements).containsExactly(true));
        handles.forEach(GenerationHandle::cancel);
        replaced.countDown();

        awaitIdle(1);
        assertThat(cancelled).noneMatch(RecordedGeneration::isDone);
        assertComplete(submit(1).get(0));
    }

    @Test
    void everyProbeOfABrokenPredictorEnds() {
        try (InferenceEngine engine = engine(new BrokenLm(), this.listener)) {
            List<FutureTask<Boolean>> probes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FutureTask<Boolean> probe = new FutureTask<>(engine::probe);
                Thread thread = new Thread(probe, "probe-" + i);
                thread.start();
                probes.add(probe);
                Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
            }
            this.resume.countDown();

            Awaitility.await().until(() -> probes.stream().allMatch(FutureTask::isDone));
            assertThat(probes).allSatisfy((probe) -> assertThat(probe.get()).isFalse());
        }
    }

    /** A lost request would wait for ever. */
    @Test
    void everyRequestEndsWhileReplicasBreak() {
        Random random = new Random(7);
        this.resume.countDown();
        this.pool.close();
        this.pool = PredictorPool.start(3, (i) -> engine(breakingAfter(20 + random.nextInt(40)), this.listener),
                this.listener);
        List<RecordedGeneration> all = new ArrayList<>();
        while (all.size() < 300) {
            try {
                all.addAll(submit(1));
            }
            catch (ServiceException ex) {
                // All replicas are being replaced, or their queues are full.
                assertThat(ex.kind()).isIn(ErrorKind.UNAVAILABLE, ErrorKind.OVERLOADED);
                Thread.onSpinWait();
            }
        }

        int numFailed = 0;
        for (RecordedGeneration generation : all) {
            try {
                assertComplete(generation);
            }
            catch (CompletionException ex) {
                assertThat(ex).hasCauseInstanceOf(ServiceException.class);
                numFailed++;
            }
        }
        assertThat(numFailed).isPositive().isLessThan(all.size());
        assertThat(this.replacements).isNotEmpty().containsOnly(true);
        awaitIdle(3);
    }

    private FakeCausalLm breakingAfter(int numSteps) {
        return new WaitingLm() {
            private int left = numSteps;

            @Override
            public StepOutput step(StepInput input) {
                if (this.left-- <= 0) {
                    throw new IllegalStateException("for a test");
                }
                return super.step(input);
            }
        };
    }

    private interface NewModel {

        FakeCausalLm create();

    }

    /** A predictor whose steps wait until the test has submitted its requests. */
    private class WaitingLm extends FakeCausalLm {

        WaitingLm() {
            super(NUM_SLOTS, NUM_POSITIONS);
            ReplicaFailureTests.this.models.add(this);
        }

        @Override
        public StepOutput step(StepInput input) {
            ReplicaFailureTests.this.entered.countDown();
            TestEngine.await(ReplicaFailureTests.this.resume);
            return super.step(input);
        }

    }

    /** A predictor that fails for every request. */
    private final class BrokenLm extends WaitingLm {

        @Override
        public StepOutput step(StepInput input) {
            super.step(input);
            throw new IllegalStateException("an illegal memory access was encountered");
        }

    }

    private void restart(int numReplicas, NewModel... predictors) {
        this.pool.close();
        this.models.clear();
        this.pool = start(numReplicas, predictors);
    }

    /**
     * @param predictors created one after another
     */
    private PredictorPool start(int numReplicas, NewModel... predictors) {
        List<NewModel> left = new CopyOnWriteArrayList<>(predictors);
        return PredictorPool.start(numReplicas, (i) -> {
            if (left.isEmpty()) {
                throw new IllegalStateException("no more predictors");
            }
            return engine(left.remove(0).create(), this.listener);
        }, this.listener);
    }

    private static InferenceEngine engine(FakeCausalLm model, EngineListener listener) {
        return TestEngine.on(model).limits(new SchedulerLimits(16, 4, 100)).listener(listener).start().engine();
    }

    /** Submits a request, and waits until a step computes it alone. */
    private RecordedGeneration submitRunning() {
        RecordedGeneration running = submit(1).get(0);
        TestEngine.await(this.entered);
        return running;
    }

    private List<RecordedGeneration> submit(int number) {
        return IntStream.range(0, number).mapToObj((i) -> {
            RecordedGeneration generation = new RecordedGeneration();
            this.pool.submit(Requests.greedy(Requests.prompt(4, 1), 3), generation);
            return generation;
        }).toList();
    }

    private static void assertComplete(RecordedGeneration generation) {
        generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(Requests.prompt(4, 1), 3));
    }

    private void awaitIdle(int numReplicas) {
        Awaitility.await()
            .untilAsserted(() -> assertThat(this.pool.snapshots()).hasSize(numReplicas)
                .containsOnly(new EngineSnapshot(0, 0, 0, 0, NUM_SLOTS * NUM_POSITIONS)));
    }

}

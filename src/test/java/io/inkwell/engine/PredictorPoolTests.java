package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PredictorPoolTests {

    private final CountDownLatch resume = new CountDownLatch(1);

    private final List<InferenceEngine> started = new ArrayList<>();

    @Test
    void prefersLeastLoadedEngine() {
        try (PredictorPool pool = pool(2, 2)) {
            List<RecordedGeneration> generations = IntStream.range(0, 6).mapToObj((i) -> submit(pool, 1)).toList();
            List<Integer> loads = loads(pool);
            this.resume.countDown();
            generations.forEach(RecordedGeneration::await);
            assertThat(loads).containsExactly(3, 3);
        }
        assertThat(this.started).hasSize(2).noneMatch(InferenceEngine::isAlive);
    }

    @Test
    void prefersEngineWithCachedPrefixUntilItsLoadIsHigh() {
        try (PredictorPool pool = pool(2, 8)) {
            List<RecordedGeneration> generations = new ArrayList<>();
            List<List<Integer>> loads = new ArrayList<>();
            for (int seed : new int[] { 1, 2, 2, 2, 2 }) {
                generations.add(submit(pool, seed));
                loads.add(loads(pool));
            }
            this.resume.countDown();
            generations.forEach(RecordedGeneration::await);
            assertThat(loads).containsExactly(List.of(1, 0), List.of(1, 1), List.of(1, 2), List.of(1, 3),
                    List.of(2, 3));
        }
    }

    @Test
    void cachedPrefixOfAnotherSaltDoesNotAttractRequests() {
        try (PredictorPool pool = pool(2, 8)) {
            List<RecordedGeneration> generations = new ArrayList<>();
            List<List<Integer>> loads = new ArrayList<>();
            for (String salt : new String[] { "a", "b", "b", "a" }) {
                RecordedGeneration generation = new RecordedGeneration();
                pool.submit(GenerationRequest.builder(Requests.prompt(20, 1), Requests.stopAfter(3))
                    .cacheSalt(new CacheSalt(null, salt))
                    .build(), generation);
                generations.add(generation);
                loads.add(loads(pool));
            }
            this.resume.countDown();
            generations.forEach(RecordedGeneration::await);
            assertThat(loads).containsExactly(List.of(1, 0), List.of(1, 1), List.of(1, 2), List.of(2, 2));
        }
    }

    @Test
    void prefersFreeSlotToCachedPrefix() {
        try (PredictorPool pool = pool(2, 1)) {
            List<RecordedGeneration> generations = List.of(submit(pool, 1), submit(pool, 1), submit(pool, 1));
            List<Integer> loads = loads(pool);
            this.resume.countDown();
            generations.forEach(RecordedGeneration::await);
            assertThat(loads).containsExactly(2, 1);
        }
    }

    @Test
    void rejectsOnlyWhenEveryQueueIsFull() {
        try (PredictorPool pool = PredictorPool.start(2, (i) -> engine(1, new SchedulerLimits(16, 4, 2)),
                EngineListener.NONE)) {
            List<RecordedGeneration> generations = new ArrayList<>();
            for (int numChoices : new int[] { 2, 1, 2, 1 }) {
                RecordedGeneration generation = new RecordedGeneration();
                pool.submit(Requests.greedy(Requests.prompt(4, 1), 3, numChoices), generation);
                generations.add(generation);
            }
            assertThat(loads(pool)).containsExactly(3, 3);
            assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> submit(pool, 1))
                .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.OVERLOADED));
            this.resume.countDown();
            generations.forEach(RecordedGeneration::await);
        }
    }

    @Test
    void rejectsRequestsAfterClose() {
        PredictorPool pool = pool(2, 2);
        pool.close();

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> submit(pool, 1))
            .withMessage("the service is shutting down");
        assertThat(pool.isAlive()).isFalse();
    }

    @Test
    void rejectsPoolWithoutReplicas() {
        assertThatIllegalArgumentException().isThrownBy(() -> pool(0, 2)).withMessageContaining("given: 0");
    }

    @Test
    void engineThatCannotStartClosesThoseBeforeIt() {
        assertThatIllegalStateException().isThrownBy(() -> PredictorPool.start(3, (i) -> {
            if (i == 2) {
                throw new IllegalStateException("for a test");
            }
            return engine(2, new SchedulerLimits(16, 4, 100));
        }, EngineListener.NONE)).withMessage("for a test");

        assertThat(this.started).hasSize(2).noneMatch(InferenceEngine::isAlive);
    }

    private PredictorPool pool(int numReplicas, int numSlots) {
        return PredictorPool.start(numReplicas, (i) -> engine(numSlots, new SchedulerLimits(16, 4, 100)),
                EngineListener.NONE);
    }

    private InferenceEngine engine(int numSlots, SchedulerLimits limits) {
        FakeCausalLm model = new FakeCausalLm(numSlots, 32) {
            @Override
            public StepOutput step(StepInput input) {
                TestEngine.await(PredictorPoolTests.this.resume);
                return super.step(input);
            }
        };
        InferenceEngine engine = TestEngine.on(model).limits(limits).start().engine();
        this.started.add(engine);
        return engine;
    }

    private static RecordedGeneration submit(PredictorPool pool, int seed) {
        RecordedGeneration generation = new RecordedGeneration();
        pool.submit(Requests.greedy(Requests.prompt(20, seed), 3), generation);
        return generation;
    }

    private static List<Integer> loads(PredictorPool pool) {
        return pool.snapshots().stream().map(EngineSnapshot::load).toList();
    }

}

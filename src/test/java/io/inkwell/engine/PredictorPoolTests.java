package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PredictorPoolTests {

    @Test
    void prefersLeastLoadedEngine() {
        CountDownLatch resume = new CountDownLatch(1);
        List<InferenceEngine> engines = IntStream.range(0, 2).mapToObj((i) -> engine(resume)).toList();
        try (PredictorPool pool = new PredictorPool(engines)) {
            List<RecordedGeneration> generations = IntStream.range(0, 6).mapToObj((i) -> submit(pool)).toList();
            List<Integer> loads = pool.snapshots().stream().map(EngineSnapshot::load).toList();
            resume.countDown();
            generations.forEach(RecordedGeneration::await);
            assertThat(loads).containsExactly(3, 3);
        }
        assertThat(engines).noneMatch(InferenceEngine::isAlive);
    }

    @Test
    void prefersEngineWithCachedPrefixUnlessBusier() {
        CountDownLatch resume = new CountDownLatch(1);
        List<InferenceEngine> engines = IntStream.range(0, 2).mapToObj((i) -> engine(resume)).toList();
        try (PredictorPool pool = new PredictorPool(engines)) {
            List<RecordedGeneration> generations = new ArrayList<>();
            List<List<Integer>> loads = new ArrayList<>();
            for (int seed : new int[] { 1, 2, 2, 2, 2 }) {
                RecordedGeneration generation = new RecordedGeneration();
                pool.submit(Requests.greedy(Requests.prompt(20, seed), 3), generation);
                generations.add(generation);
                loads.add(pool.snapshots().stream().map(EngineSnapshot::load).toList());
            }
            resume.countDown();
            generations.forEach(RecordedGeneration::await);
            assertThat(loads).containsExactly(List.of(1, 0), List.of(1, 1), List.of(1, 2), List.of(1, 3),
                    List.of(2, 3));
        }
    }

    private static InferenceEngine engine(CountDownLatch resume) {
        FakeCausalLm model = new FakeCausalLm(2, 32) {
            @Override
            public StepOutput step(StepInput input) {
                try {
                    resume.await();
                }
                catch (InterruptedException ex) {
                    throw new IllegalStateException(ex);
                }
                return super.step(input);
            }
        };
        return TestEngine.on(model).start().engine();
    }

    @Test
    void engineThatCannotStartClosesThoseBeforeIt() {
        CountDownLatch resume = new CountDownLatch(0);
        List<InferenceEngine> started = new ArrayList<>();

        assertThatIllegalStateException().isThrownBy(() -> PredictorPool.start(3, (i) -> {
            if (i == 2) {
                throw new IllegalStateException("for a test");
            }
            started.add(engine(resume));
            return started.get(i);
        })).withMessage("for a test");

        assertThat(started).hasSize(2).noneMatch(InferenceEngine::isAlive);
    }

    private static RecordedGeneration submit(PredictorPool pool) {
        RecordedGeneration generation = new RecordedGeneration();
        pool.submit(Requests.greedy(Requests.prompt(4, 1), 3), generation);
        return generation;
    }

}

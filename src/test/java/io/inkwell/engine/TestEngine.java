package io.inkwell.engine;

import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.SchedulerLimits;

import static org.assertj.core.api.Assertions.assertThat;

/** An engine on a fake network, and what tests ask of both. */
final class TestEngine implements AutoCloseable {

    private final FakeCausalLm model;

    private final InferenceEngine engine;

    TestEngine(FakeCausalLm model, SchedulerLimits limits) {
        this(model, limits, true, EngineListener.NONE);
    }

    TestEngine(FakeCausalLm model, SchedulerLimits limits, boolean prefixCaching, EngineListener listener) {
        this.model = model;
        this.engine = new InferenceEngine("engine-test", model, limits, prefixCaching, listener, System::nanoTime);
    }

    FakeCausalLm model() {
        return this.model;
    }

    RecordedGeneration submit(GenerationRequest request) {
        RecordedGeneration generation = new RecordedGeneration();
        submit(request, generation);
        return generation;
    }

    GenerationHandle submit(GenerationRequest request, RecordedGeneration generation) {
        return this.engine.submit(request, generation);
    }

    /** Waits for a text, and for its slot to be free; it must be the right one. */
    GenerationTimings complete(int[] prompt, int numTokens) {
        RecordedGeneration generation = submit(Requests.greedy(prompt, numTokens));
        GenerationTimings timings = generation.await();
        assertThat(generation.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, numTokens));
        return timings;
    }

    /** Waits until no request is left. */
    void awaitIdle() {
        Awaitility.await()
            .untilAsserted(() -> assertThat(this.engine.snapshot())
                .isEqualTo(new EngineSnapshot(0, 0, 0, 0, this.model.numSlots())));
    }

    boolean isAlive() {
        return this.engine.isAlive();
    }

    @Override
    public void close() {
        this.engine.close();
    }

    /** For the thread of the engine, which no test interrupts. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

}

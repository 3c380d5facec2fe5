package io.inkwell.engine;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

import org.awaitility.Awaitility;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.step.CausalLm;

import static org.assertj.core.api.Assertions.assertThat;

/** An engine for tests, with defaults for what a test does not set. */
final class TestEngine implements AutoCloseable {

    private final CausalLm model;

    private final InferenceEngine engine;

    private TestEngine(CausalLm model, InferenceEngine engine) {
        this.model = model;
        this.engine = engine;
    }

    static Builder on(CausalLm model) {
        return new Builder(model);
    }

    /** The fake model; only for engines on one. */
    FakeCausalLm model() {
        return (FakeCausalLm) this.model;
    }

    InferenceEngine engine() {
        return this.engine;
    }

    RecordedGeneration submit(GenerationRequest request) {
        RecordedGeneration generation = new RecordedGeneration();
        submit(request, generation);
        return generation;
    }

    GenerationHandle submit(GenerationRequest request, GenerationListener listener) {
        return this.engine.submit(request, listener);
    }

    EngineSnapshot snapshot() {
        return this.engine.snapshot();
    }

    /** Waits for a completion, and compares it with that of the fake model. */
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
                .isEqualTo(new EngineSnapshot(0, 0, 0, 0, this.model.cacheSize().numCells())));
    }

    boolean isAlive() {
        return this.engine.isAlive();
    }

    @Override
    public void close() {
        this.engine.close();
    }

    /** Awaits a latch on the engine thread, which no test interrupts. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static final class Builder {

        private final CausalLm model;

        private SchedulerLimits limits = new SchedulerLimits(16, 4, 100);

        private boolean prefixCaching = true;

        private EngineListener listener = EngineListener.NONE;

        private LongSupplier nanoClock = System::nanoTime;

        private Builder(CausalLm model) {
            this.model = model;
        }

        Builder limits(SchedulerLimits limits) {
            this.limits = limits;
            return this;
        }

        Builder prefixCaching(boolean prefixCaching) {
            this.prefixCaching = prefixCaching;
            return this;
        }

        Builder listener(EngineListener listener) {
            this.listener = listener;
            return this;
        }

        Builder nanoClock(LongSupplier nanoClock) {
            this.nanoClock = nanoClock;
            return this;
        }

        TestEngine start() {
            return new TestEngine(this.model, new InferenceEngine("engine-test", this.model, this.limits,
                    this.prefixCaching, this.listener, this.nanoClock));
        }

    }

}

package io.inkwell.registry;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A registry with real models and a clock that the tests advance. */
abstract class ModelRegistryTest {

    static final long PLENTY = 1L << 32;

    static final long KV_CACHE_BYTES = 1 << 23;

    static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

    final AtomicLong nanos = new AtomicLong();

    MemoryShares memory = new MemoryShares(PLENTY);

    /** Holds up loads while it has a count. */
    CountDownLatch loads = new CountDownLatch(0);

    /** Whether a load has started. */
    volatile boolean loading;

    ModelRegistry registry = registry(this.memory);

    ModelRegistry registry(MemoryShares memory) {
        this.memory = memory;
        return new ModelRegistry(this::load, memory, UnknownModel.REFUSE, InstantSource.system());
    }

    LoadedModel load(ModelSpec spec, BooleanSupplier cancelled) throws IOException {
        this.loading = true;
        while (this.loads.getCount() > 0) {
            Thread.onSpinWait();
        }
        // Like a load that is almost complete when it is cancelled.
        Thread.interrupted();
        ModelOptions options = new ModelOptions(WeightOptions.of(spec.precision()), spec.numReplicas(),
                spec.kvCacheBytes(), this.memory, 4, true, new SchedulerLimits(64, 16, 10), false, null);
        return LoadedModel.load(ModelSource.of(spec.location()).named(spec.name()), options, Instant.EPOCH,
                (model) -> EngineListener.NONE, this.nanos::get);
    }

    static ModelSpec spec(String name, String location, @Nullable Duration idleTimeout, String... aliases) {
        return new ModelSpec(name, List.of(aliases), location, Precision.FLOAT32, 1, KV_CACHE_BYTES, idleTimeout);
    }

    static ModelSpec embedded(String name, String... aliases) {
        return spec(name, ModelSource.EMBEDDED, null, aliases);
    }

    static ModelSpec idling(String name) {
        return spec(name, ModelSource.EMBEDDED, IDLE_TIMEOUT);
    }

    void addAndLoad(ModelSpec spec) {
        this.registry.add(spec);
        this.registry.load(spec.name()).join();
    }

    ModelState state(String name) {
        return this.registry.status(name).state();
    }

    List<String> names() {
        return this.registry.statuses().stream().map(ModelStatus::name).toList();
    }

    String nameOf(String name) {
        try (ModelUse use = this.registry.use(name)) {
            return use.model().name();
        }
    }

    void pass(Duration time) {
        this.nanos.addAndGet(time.toNanos());
        this.registry.unloadIdle();
    }

    @AfterEach
    void close() {
        this.loads.countDown();
        this.registry.close();
    }

    static void assertFails(Runnable call, ErrorKind kind, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(call::run)
            .withMessageContaining(message)
            .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(kind));
    }

}

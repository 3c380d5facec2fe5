package io.inkwell.explanation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ai.djl.ndarray.NativeResources;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.Processor;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

class Float32ModelsIT {

    private static final long ROOM_FOR_FLOAT16 = 14L << 20;

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

    private final Float32Models models = new Float32Models(Duration.ofMinutes(5), this.timer);

    private static LoadedModel load(Precision precision) throws Exception {
        return load(precision, new MemoryShares(1L << 30));
    }

    private static LoadedModel load(Precision precision, MemoryShares memory) throws Exception {
        SchedulerLimits limits = new SchedulerLimits(64, 16, new RequestLimits(4, 1000, RequestLimits.NO_DEADLINE),
                Speculation.NONE);
        ModelOptions options = new ModelOptions(WeightOptions.of(precision), 1, 1 << 24, memory, 2, false, limits,
                false, null);
        return LoadedModel.load(ModelSource.of(ModelSource.EMBEDDED), options, Instant.EPOCH,
                (model) -> new EngineListener() {
                }, System::nanoTime);
    }

    @Test
    void sharesWeightsOfFloat32Model() throws Exception {
        try (LoadedModel served = load(Precision.FLOAT32)) {
            boolean same = this.models.with(served, (model) -> model == served.model());

            assertThat(same).isTrue();
            assertThat(this.models.numLoaded()).isZero();
        }
    }

    @Test
    void loadsOtherModelsOnceAndUnloadsThemWhenIdle() throws Exception {
        assumeThat(Processor.current().supports(Precision.FLOAT16)).isTrue();
        try (LoadedModel served = load(Precision.FLOAT16)) {
            int nativeResources = NativeResources.count();
            Precision precision = this.models.with(served, (model) -> model.precision());
            assertThat(precision).isEqualTo(Precision.FLOAT32);
            this.timer.advanceTimeBy(Duration.ofMinutes(4));
            boolean same = this.models.with(served,
                    (model) -> this.models.with(served, (other) -> other == model && this.models.numLoaded() == 1));
            assertThat(same).isTrue();
            this.timer.advanceTimeBy(Duration.ofMinutes(4));
            assertThat(this.models.numLoaded()).isOne();
            assertThat(NativeResources.count()).isGreaterThan(nativeResources);

            this.timer.advanceTimeBy(Duration.ofMinutes(1));

            assertThat(this.models.numLoaded()).isZero();
            assertThat(NativeResources.count()).isEqualTo(nativeResources);
        }
    }

    @Test
    void doesNotUnloadWeightsInUse() throws Exception {
        assumeThat(Processor.current().supports(Precision.FLOAT16)).isTrue();
        try (LoadedModel served = load(Precision.FLOAT16)) {
            this.models.with(served, (model) -> model);
            int whileUsed = this.models.with(served, (model) -> {
                this.timer.advanceTimeBy(Duration.ofHours(1));
                return this.models.numLoaded();
            });

            assertThat(whileUsed).isOne();
            this.models.close();
            assertThat(this.models.numLoaded()).isZero();
        }
    }

    @Test
    void closingLeavesWeightsInUseUntilTheirLastUse() throws Exception {
        assumeThat(Processor.current().supports(Precision.FLOAT16)).isTrue();
        try (LoadedModel served = load(Precision.FLOAT16)) {
            int whileUsed = this.models.with(served, (model) -> {
                this.models.close();
                return this.models.numLoaded();
            });

            assertThat(whileUsed).isOne();
            assertThat(this.models.numLoaded()).isZero();
        }
    }

    @Test
    void loadingOneModelDoesNotBlockExplanationsOfAnother() throws Exception {
        assumeThat(Processor.current().supports(Precision.FLOAT16)).isTrue();
        MemoryShares memory = new MemoryShares(1L << 30);
        try (LoadedModel blocked = load(Precision.FLOAT16, memory);
                LoadedModel other = load(Precision.FLOAT16, new MemoryShares(1L << 30))) {
            Thread loading = new Thread(() -> this.models.with(blocked, (model) -> model), "loading");
            synchronized (memory) {
                loading.start();
                await().until(() -> loading.getState() == Thread.State.BLOCKED);

                CompletableFuture<Precision> explained = CompletableFuture
                    .supplyAsync(() -> this.models.with(other, (model) -> model.precision()));
                assertThat(explained.orTimeout(5, TimeUnit.MINUTES).join()).isEqualTo(Precision.FLOAT32);
                assertThat(this.models.numLoaded()).isOne();
            }
            loading.join();
            assertThat(this.models.numLoaded()).isEqualTo(2);
            this.models.close();
        }
    }

    @Test
    void rejectsWhenMemoryIsShort() throws Exception {
        assumeThat(Processor.current().supports(Precision.FLOAT16)).isTrue();
        try (LoadedModel served = load(Precision.FLOAT16, new MemoryShares(ROOM_FOR_FLOAT16))) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> this.models.with(served, (model) -> model))
                .satisfies((failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
                .withMessageContaining("do not fit into memory: ")
                .withMessageContaining("float32 needs 15 MB more memory, but only 1 MB are left");
            assertThat(this.models.numLoaded()).isZero();
        }
    }

}

package io.inkwell.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSource;
import io.inkwell.registry.ModelSpec;
import io.inkwell.registry.UnknownModel;
import io.inkwell.registry.adapter.AdapterLimits;
import io.inkwell.registry.adapter.Adapters;
import io.inkwell.registry.adapter.AdaptersFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RequestModelsIT {

    private static final String NAME = "one";

    private final MemoryShares memory = new MemoryShares(1L << 32);

    private final CountDownLatch load = new CountDownLatch(1);

    private final ModelRegistry registry = new ModelRegistry((spec, cancelled) -> {
        await().until(() -> this.load.getCount() == 0);
        ModelOptions options = new ModelOptions(WeightOptions.of(spec.precision()), 1, spec.kvCacheBytes(), this.memory,
                2, true, new SchedulerLimits(64, 16, 10), false, null);
        return LoadedModel.load(ModelSource.of(spec.location()).named(spec.name()), options, Instant.EPOCH,
                (model) -> EngineListener.NONE, System::nanoTime);
    }, this.memory, UnknownModel.REFUSE, InstantSource.system());

    @BeforeEach
    void add() {
        this.registry.add(new ModelSpec(NAME, List.of(), ModelSource.EMBEDDED, Precision.FLOAT32, 1, 1 << 22, null));
    }

    @AfterEach
    void close() {
        this.load.countDown();
        this.registry.close();
    }

    private RequestModels models(Duration maxWait, int maxWaiting) {
        return new RequestModels(
                Adapters.of(this.registry, new AdaptersFolder(null), new AdapterLimits(1, 1), InstantSource.system()),
                Schedulers.parallel(), maxWait, maxWaiting);
    }

    private int numUses() {
        return this.registry.status(NAME).numUses();
    }

    @Test
    void requestWaitsForItsModel() {
        RequestModels models = models(Duration.ofMinutes(5), 1);

        StepVerifier.create(models.use(null, (model) -> Mono.just(numUses() > 0)))
            .then(this.load::countDown)
            .expectNext(true)
            .verifyComplete();
        await().until(() -> numUses() == 0);
    }

    @Test
    void requestFailsIfItsModelLoadsForTooLong() {
        RequestModels models = models(Duration.ofMillis(1), 1);

        StepVerifier.create(models.use(NAME, (model) -> Mono.just(model.name())))
            .verifyErrorSatisfies((failure) -> assertThat(failure)
                .isInstanceOfSatisfying(ServiceException.class,
                        (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
                .hasMessageContaining("the model is still loading"));
        this.load.countDown();
        this.registry.load(NAME).join();
        StepVerifier.create(models.use(NAME, (model) -> Mono.just(model.name()))).expectNext(NAME).verifyComplete();
    }

    @Test
    void fewRequestsWait() {
        RequestModels models = models(Duration.ofMinutes(5), 1);
        Disposable first = models.use(NAME, (model) -> Mono.never()).subscribe();

        StepVerifier.create(models.use(NAME, (model) -> Mono.never()))
            .verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(ServiceException.class,
                    (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.OVERLOADED)));

        first.dispose();
        StepVerifier.create(models.use(NAME, (model) -> Mono.just(1)))
            .then(this.load::countDown)
            .expectNext(1)
            .verifyComplete();
    }

    @Test
    void modelIsInUseUntilTheClientDisconnects() {
        this.load.countDown();
        this.registry.load(NAME).join();

        Disposable request = models(Duration.ofMinutes(5), 1).use(NAME, (model) -> Mono.never()).subscribe();
        assertThat(numUses()).isOne();
        request.dispose();
        assertThat(numUses()).isZero();
    }

    @Test
    void modelIsNotInUseAfterAnError() {
        this.load.countDown();
        this.registry.load(NAME).join();

        StepVerifier.create(models(Duration.ofMinutes(5), 1).use(NAME, (model) -> {
            throw new IllegalStateException("expected");
        })).verifyErrorMessage("expected");
        assertThat(numUses()).isZero();
    }

    @Test
    void unknownModelIsAnError() {
        StepVerifier.create(models(Duration.ofMinutes(5), 1).use("two", (model) -> Mono.just(1)))
            .verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(ServiceException.class,
                    (ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.UNKNOWN_MODEL)));
    }

}

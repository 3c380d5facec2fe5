package io.inkwell.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.limits.Handover;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;
import io.inkwell.registry.adapter.AdapterStatus;
import io.inkwell.registry.adapter.Adapters;

/**
 * Finds the models of requests. A model stays in memory until the response is written or
 * the client disconnects. A request waits for a model that is loading.
 */
public final class RequestModels {

    private final Adapters adapters;

    private final Scheduler textInScheduler;

    private final Duration maxWait;

    private final int maxWaiting;

    private final AtomicInteger numWaiting = new AtomicInteger();

    /**
     * @param textInScheduler continues requests that have waited
     * @param maxWait the maximum time for which a request waits
     * @param maxWaiting the maximum number of requests that wait
     */
    public RequestModels(Adapters adapters, Scheduler textInScheduler, Duration maxWait, int maxWaiting) {
        this.adapters = adapters;
        this.textInScheduler = textInScheduler;
        this.maxWait = maxWait;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Applies a function to the model, with its adapter if the name is that of an
     * adapter. Both stay in memory until the result ends. Fails with a
     * {@link ServiceException} if there is no such model or it cannot be loaded.
     * @param name the name in the request; null for the first model
     */
    public <T> Mono<T> use(@Nullable String name, Function<LoadedModel, Mono<T>> function) {
        String model = (name != null) ? name : ModelRegistry.DEFAULT;
        // The operators keep their function until the response ends.
        Handover<Function<LoadedModel, Mono<T>>> once = new Handover<>(function);
        return Mono.using(() -> this.adapters.acquire(model),
                (use) -> await(use).flatMap((held) -> once.take().apply(held.model())), RequestModels::release);
    }

    /**
     * Like {@link #use}, for endpoints that do not support adapters: they reject the name
     * of one.
     */
    public <T> Mono<T> useBase(@Nullable String name, Function<LoadedModel, Mono<T>> function) {
        return Mono.defer(() -> {
            Optional<AdapterStatus> adapter = (name != null) ? this.adapters.find(name) : Optional.empty();
            if (adapter.isPresent()) {
                throw ServiceException.invalid("model", "model must be the base model \"" + adapter.get().base()
                        + "\", because explanations do not use adapters; given: the adapter \"" + name + "\"");
            }
            return use(name, function);
        });
    }

    private Mono<ModelUse> await(CompletableFuture<ModelUse> use) {
        if (use.isDone()) {
            return Mono.fromFuture(use, true);
        }
        if (this.numWaiting.incrementAndGet() > this.maxWaiting) {
            this.numWaiting.decrementAndGet();
            return Mono.error(new ServiceException(ErrorKind.OVERLOADED,
                    "too many requests are waiting for models to load; try again later"));
        }
        return Mono.fromFuture(use, true)
            .timeout(this.maxWait)
            .onErrorMap(TimeoutException.class,
                    (ex) -> new ServiceException(ErrorKind.UNAVAILABLE,
                            "the model is still loading after " + this.maxWait.toSeconds() + " s; try again later"))
            .doFinally((signal) -> this.numWaiting.decrementAndGet())
            .publishOn(this.textInScheduler);
    }

    /** Closes a use that has started, and keeps another from starting. */
    private static void release(CompletableFuture<ModelUse> use) {
        if (!use.cancel(false) && !use.isCompletedExceptionally()) {
            use.join().close();
        }
    }

}

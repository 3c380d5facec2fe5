package io.inkwell.explanation;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.model.Gpt2Model;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/** Where controllers hand in what is to be computed of a model in float32. */
@Component
@ConditionalOnBooleanProperty(name = "inkwell.explain.enabled", matchIfMissing = true)
public class ExplanationService {

    private final ModelRegistry registry;

    private final Float32Models models;

    private final ExplanationExecutor executor;

    ExplanationService(ModelRegistry registry, Float32Models models, ExplanationExecutor executor) {
        this.registry = registry;
        this.models = models;
        this.executor = executor;
    }

    /**
     * The model of that name, or the first.
     * @throws io.inkwell.error.ServiceException if there is none
     */
    public LoadedModel model(@Nullable String name) {
        return this.registry.get((name != null) ? name : ModelRegistry.DEFAULT);
    }

    /** What the function makes of the float32 weights, computed on the executor. */
    public <T> Mono<T> compute(LoadedModel model, BiFunction<Gpt2Model, CancellationToken, T> function) {
        return this.executor
            .compute((cancellation) -> this.models.with(model, (gpt2) -> function.apply(gpt2, cancellation)));
    }

    /** What comes before the function's result, as it comes, and then the result. */
    public Flux<Object> stream(LoadedModel model, Progressive function) {
        return this.executor.stream((cancellation, results) -> results
            .accept(this.models.with(model, (gpt2) -> function.compute(gpt2, cancellation, results))));
    }

    /** Computes something and tells on the way how far it has come. */
    @FunctionalInterface
    public interface Progressive {

        Object compute(Gpt2Model gpt2, CancellationToken cancellation, Consumer<Object> progress);

    }

}

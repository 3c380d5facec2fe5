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
public class ExplanationDesk {

    private final ModelRegistry registry;

    private final ExactModels models;

    private final ExplanationLane lane;

    ExplanationDesk(ModelRegistry registry, ExactModels models, ExplanationLane lane) {
        this.registry = registry;
        this.models = models;
        this.lane = lane;
    }

    /**
     * The model of that name, or the first.
     * @throws io.inkwell.error.ServiceException if there is none
     */
    public LoadedModel model(@Nullable String name) {
        return this.registry.get((name != null) ? name : ModelRegistry.DEFAULT);
    }

    /** What the function makes of the float32 weights, computed on the lane. */
    public <T> Mono<T> compute(LoadedModel model, BiFunction<Gpt2Model, Caller, T> function) {
        return this.lane.compute((caller) -> this.models.with(model, (exact) -> function.apply(exact, caller)));
    }

    /** What comes before the function's result, as it comes, and then the result. */
    public Flux<Object> stream(LoadedModel model, Progressive function) {
        return this.lane.stream((caller, results) -> results
            .accept(this.models.with(model, (exact) -> function.compute(exact, caller, results))));
    }

    /** Computes something and tells on the way how far it has come. */
    @FunctionalInterface
    public interface Progressive {

        Object compute(Gpt2Model exact, Caller caller, Consumer<Object> progress);

    }

}

package io.inkwell.explanation;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.inkwell.model.Gpt2Model;

/**
 * The computation that answers a valid request.
 *
 * @param numTokens the tokens of its prompts
 * @param isStream whether the response is a stream of events instead of one JSON object
 */
public record Explanation(int numTokens, Computation computation, boolean isStream) {

    /** Responds with one JSON object. */
    public static Explanation of(int numTokens, BiFunction<Gpt2Model, CancellationToken, ?> function) {
        return new Explanation(numTokens, (gpt2, cancellation, events) -> function.apply(gpt2, cancellation), false);
    }

    /** Responds with the computation's events, then its result as the last event. */
    public static Explanation stream(int numTokens, Computation computation) {
        return new Explanation(numTokens, computation, true);
    }

    /** Computes a result, and may publish events before. */
    @FunctionalInterface
    public interface Computation {

        /**
         * @param gpt2 the float32 weights
         * @return an object for JSON, or a {@link SerializedJson}
         */
        Object compute(Gpt2Model gpt2, CancellationToken cancellation, Consumer<Object> events);

    }

}

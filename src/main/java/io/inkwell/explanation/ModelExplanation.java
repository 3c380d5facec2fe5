package io.inkwell.explanation;

import java.util.function.Consumer;

import io.inkwell.model.Gpt2Model;

/** An {@link Explanation} of a model in float32. */
@FunctionalInterface
interface ModelExplanation<T> {

    /** As {@link Explanation#explain}. */
    void explain(Gpt2Model exact, Caller caller, Consumer<T> results);

}

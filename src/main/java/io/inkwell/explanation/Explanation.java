package io.inkwell.explanation;

import java.util.function.Consumer;

/** Work for the {@link ExplanationLane}. */
@FunctionalInterface
public interface Explanation<T> {

    /**
     * Computes, and gives out one result or several as they come. Asks now and then
     * whether the caller {@linkplain Caller#requireWaiting() still waits}, and between
     * two such questions does no more than takes a second.
     */
    void explain(Caller caller, Consumer<T> results) throws Exception;

}

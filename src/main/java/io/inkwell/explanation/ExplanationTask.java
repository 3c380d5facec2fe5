package io.inkwell.explanation;

import java.util.function.Consumer;

/** Work for the {@link ExplanationExecutor}. */
@FunctionalInterface
public interface ExplanationTask<T> {

    /**
     * Computes, and gives out one result or several as they come. Asks now and then
     * whether the cancellation {@linkplain CancellationToken#throwIfCancelled() still
     * waits}, and between two such questions does no more than takes a second.
     */
    void explain(CancellationToken cancellation, Consumer<T> results) throws Exception;

}

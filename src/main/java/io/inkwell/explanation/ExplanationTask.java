package io.inkwell.explanation;

import java.util.function.Consumer;

/** Work for the {@link ExplanationExecutor}. */
@FunctionalInterface
public interface ExplanationTask<T> {

    /**
     * Computes one or more results and publishes each when it is ready. Must call
     * {@link CancellationToken#throwIfCancelled()} at least once per second.
     */
    void run(CancellationToken cancellation, Consumer<T> results) throws Exception;

}

package io.inkwell.engine.request;

/** A request that an engine has taken. */
@FunctionalInterface
public interface GenerationHandle {

    /**
     * Ends the request, wherever it is; its slots are free before the next step. Does
     * nothing if it has ended already. May be called by any thread, any number of times.
     * The listener is not told.
     */
    void cancel();

}

package io.inkwell.engine.request;

/** Cancels a submitted request. */
@FunctionalInterface
public interface GenerationHandle {

    /**
     * Cancels the request. Its slots are free before the next step. Has no effect if the
     * request has ended. Any thread can call it, repeatedly. The listener is not called.
     */
    void cancel();

}

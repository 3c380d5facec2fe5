package io.inkwell.engine.request;

/** Cancels a submitted request. */
@FunctionalInterface
public interface GenerationHandle {

    /**
     * Cancels the request. Takes effect before the next step; until then the listener may
     * still be called. {@link GenerationListener#onEnd} and
     * {@link GenerationListener#onFailure} are not called for a cancelled request. Has no
     * effect if the request has ended. Any thread can call it, repeatedly.
     */
    void cancel();

}

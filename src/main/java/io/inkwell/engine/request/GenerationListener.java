package io.inkwell.engine.request;

import java.util.List;

import io.inkwell.error.ServiceException;

/**
 * Hears what becomes of one request. Called on the engine thread, one call at a time, so
 * nothing here may block or take long. A listener that throws before its last call has
 * its request cancelled.
 */
public interface GenerationListener {

    /**
     * The prompt was computed. Called before any token, and only if something of it is
     * wanted.
     */
    default void onPrompt(PromptReport report) {
    }

    /**
     * A search has found a choice, which is complete with this.
     * @param score by which it was ranked
     */
    default void onFound(int choice, double score, List<SampledToken> tokens) {
    }

    /**
     * A token was chosen for a choice, and is certain to stay.
     */
    void onToken(int choice, SampledToken token);

    /** All choices have ended. The last call, unless {@link #onFailure} is. */
    void onEnd(GenerationTimings timings);

    /** The request cannot be carried on. The last call. */
    void onFailure(ServiceException failure);

}

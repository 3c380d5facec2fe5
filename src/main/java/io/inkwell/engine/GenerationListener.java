package io.inkwell.engine;

import io.inkwell.decoding.StopDecision;
import io.inkwell.error.ServiceException;

/**
 * Hears what becomes of one request. Called on the engine thread, one call at a time, so
 * nothing here may block or take long. A listener that throws has its request cancelled.
 */
public interface GenerationListener {

    /**
     * The prompt was computed. Called before any token, and only if something of it is
     * wanted.
     */
    default void onPrompt(PromptReport report) {
    }

    /** A search ranked a choice by this score. Called before its tokens. */
    default void onScore(int choice, double score) {
    }

    /**
     * A token was chosen for a choice.
     * @param decision whether the choice ends with it, and how much of its text is
     * certain
     */
    void onToken(int choice, GeneratedToken token, StopDecision decision);

    /** All choices have ended. The last call, unless {@link #onFailure} is. */
    void onEnd(GenerationTimings timings);

    /** The request cannot be carried on. The last call. */
    void onFailure(ServiceException failure);

}

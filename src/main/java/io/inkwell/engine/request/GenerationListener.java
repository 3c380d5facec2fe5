package io.inkwell.engine.request;

import java.util.List;

import io.inkwell.error.ServiceException;

/**
 * Receives the output of one request. The engine thread calls it, one call at a time, so
 * implementations must not block. If {@link #onPrompt}, {@link #onFound} or
 * {@link #onToken} throws, the request fails.
 */
public interface GenerationListener {

    /**
     * The prompt has been computed. Called before all tokens, and only if outputs of the
     * prompt are requested.
     */
    default void onPrompt(PromptReport report) {
    }

    /**
     * A search has found a completion, with all its tokens.
     * @param score the score that ranks the completion
     */
    default void onFound(int choice, double score, List<SampledToken> tokens) {
    }

    /**
     * A choice has a new token.
     */
    void onToken(int choice, SampledToken token);

    /** All choices have ended. Either this or {@link #onFailure} is the last call. */
    void onEnd(GenerationTimings timings);

    /** The request has failed. The last call. */
    void onFailure(ServiceException failure);

}

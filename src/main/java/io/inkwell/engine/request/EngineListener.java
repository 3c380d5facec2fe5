package io.inkwell.engine.request;

import java.time.Duration;

import io.inkwell.decoding.stop.FinishReason;

/**
 * Hears what an engine does, for metrics. Called on the engine thread: nothing here may
 * block.
 */
public interface EngineListener {

    /** Hears nothing. */
    EngineListener NONE = new EngineListener() {
    };

    /**
     * A forward pass and the choice of its tokens are done.
     * @param numSequences that took part, with a token each or with a chunk of a prompt
     * @param numTokens that were computed for them, drafts included
     */
    default void onStep(int numSequences, int numTokens, Duration duration) {
    }

    /**
     * The prompt of a request has been computed.
     * @param numTokens counted once however many choices share them
     */
    default void onPrompt(int numTokens) {
    }

    /**
     * The prompt of a request has been looked up in the prefix cache, and computed as far
     * as it was not found there.
     * @param numFound how many of its tokens were found
     */
    default void onPrefixLookup(int numTokens, int numFound) {
    }

    /** A request got its first token; of a search, its first text. */
    default void onFirstToken(Operation operation, Duration sinceArrival) {
    }

    /** A token was chosen, whether it is text or the end of one. */
    default void onToken() {
    }

    /**
     * The tokens that were drafted for a text have been verified.
     * @param numAccepted those that it went on from; they saved a step each
     */
    default void onDraft(int numDrafted, int numAccepted) {
    }

    /** One choice of a request has ended. */
    default void onFinish(FinishReason reason) {
    }

    /**
     * All choices of a request have ended. Called in the context of the thread that
     * submitted it.
     */
    default void onEnd(EndedRequest ended) {
    }

}

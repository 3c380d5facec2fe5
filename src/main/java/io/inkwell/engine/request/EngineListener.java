package io.inkwell.engine.request;

import java.time.Duration;

import io.inkwell.decoding.stop.FinishReason;

/**
 * Receives the events of an engine, for metrics. The engine thread calls it, so
 * implementations must not block. Exceptions are logged, and change nothing else.
 */
public interface EngineListener {

    /** Ignores all events. */
    EngineListener NONE = new EngineListener() {
    };

    /**
     * A step has ended: its forward pass and the sampling.
     * @param numSequences sequences in the step, decoding or in prefill
     * @param numRows rows of the step, drafts included
     */
    default void onStep(int numSequences, int numRows, Duration duration) {
    }

    /**
     * The prompt of a request has been computed.
     * @param numTokens counted once for all choices
     */
    default void onPrompt(int numTokens) {
    }

    /**
     * The prompt of a request has been computed after a lookup in the prefix cache.
     * @param numFound tokens that came from the cache
     */
    default void onPrefixLookup(int numTokens, int numFound) {
    }

    /** A request has its first token, or a search its first completion. */
    default void onFirstToken(Operation operation, Duration sinceArrival) {
    }

    /** A token was generated; EOS and stop tokens count. */
    default void onToken() {
    }

    /**
     * The draft of a sequence has been verified.
     * @param numAccepted accepted tokens, each of which saves a step
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

    /**
     * A replica has failed.
     * @param succeeded whether a new engine replaces it; otherwise the replica is lost
     */
    default void onReplacement(boolean succeeded) {
    }

}

package io.inkwell.engine.request;

import java.time.Duration;

/**
 * Where a request's time went.
 *
 * @param queue from its arrival until a slot was free for its first sequence
 * @param prefill from then until its prompt was computed
 * @param decode from then until its last token
 * @param numPromptTokens of the prompt, counted once however many choices share it
 * @param numCachedTokens of those the ones that were not computed, for their keys and
 * values were there
 * @param numGeneratedTokens of all choices, those that ended a text included
 */
public record GenerationTimings(Duration queue, Duration prefill, Duration decode, int numPromptTokens,
        int numCachedTokens, int numGeneratedTokens) {

    /**
     * Of two requests that ran side by side: the longer of each span, the tokens of both.
     */
    public GenerationTimings and(GenerationTimings other) {
        return new GenerationTimings(longer(this.queue, other.queue), longer(this.prefill, other.prefill),
                longer(this.decode, other.decode), this.numPromptTokens + other.numPromptTokens,
                this.numCachedTokens + other.numCachedTokens, this.numGeneratedTokens + other.numGeneratedTokens);
    }

    private static Duration longer(Duration one, Duration other) {
        return (one.compareTo(other) >= 0) ? one : other;
    }

    public Duration total() {
        return this.queue.plus(this.prefill).plus(this.decode);
    }

}

package io.inkwell.engine.request;

import java.time.Duration;

/**
 * How long the phases of a request took.
 *
 * @param queue from arrival until the first sequence got a slot
 * @param prefill until the prompt was computed
 * @param decode until the last token
 * @param numPromptTokens tokens of the prompt, counted once for all choices
 * @param numCachedTokens tokens of the prompt that came from the prefix cache
 * @param numGeneratedTokens generated tokens of all choices, EOS and stop tokens included
 */
public record GenerationTimings(Duration queue, Duration prefill, Duration decode, int numPromptTokens,
        int numCachedTokens, int numGeneratedTokens) {

    /**
     * Combines two concurrent requests: the longer of each duration, the sum of the
     * tokens.
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

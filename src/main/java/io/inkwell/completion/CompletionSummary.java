package io.inkwell.completion;

import java.time.Duration;

import io.inkwell.engine.request.GenerationTimings;

/**
 * What a completion took.
 *
 * @param seed the seed that was used, given or drawn: with it the same request gives the
 * same text
 * @param numPromptTokens of all prompts, each counted once
 * @param numCachedTokens of those the ones that were not computed, for the prefix cache
 * had them
 * @param numGeneratedTokens of all choices, those that ended a text included
 * @param queue from its arrival until a slot was free
 * @param prefill from then until the prompt was computed
 * @param decode from then until the last token
 */
public record CompletionSummary(long seed, int numPromptTokens, int numCachedTokens, int numGeneratedTokens,
        Duration queue, Duration prefill, Duration decode) {

    static CompletionSummary of(long seed, GenerationTimings timings) {
        return new CompletionSummary(seed, timings.numPromptTokens(), timings.numCachedTokens(),
                timings.numGeneratedTokens(), timings.queue(), timings.prefill(), timings.decode());
    }

    /**
     * Generated tokens of all choices by the time from the first token to the last; 0 if
     * there was but one.
     */
    public double tokensPerSecond() {
        return (this.decode.isZero() || this.numGeneratedTokens < 2) ? 0
                : this.numGeneratedTokens / (this.decode.toNanos() / 1e9);
    }

}

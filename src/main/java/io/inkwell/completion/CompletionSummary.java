package io.inkwell.completion;

import java.time.Duration;

import io.inkwell.engine.request.GenerationTimings;

/**
 * The cost of a completion.
 *
 * @param seed the seed that was used: the same request with this seed gives the same
 * completion
 * @param numPromptTokens over all prompts, each counted once
 * @param numCachedTokens prompt tokens that the prefix cache supplied
 * @param numGeneratedTokens over all choices, including the tokens that ended them
 * @param queue from arrival until a slot was free
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
     * Generated tokens of all choices per second of decoding; 0 for fewer than two
     * tokens.
     */
    public double tokensPerSecond() {
        return (this.decode.isZero() || this.numGeneratedTokens < 2) ? 0
                : this.numGeneratedTokens / (this.decode.toNanos() / 1e9);
    }

}

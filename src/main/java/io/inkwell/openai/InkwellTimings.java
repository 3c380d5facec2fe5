package io.inkwell.openai;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.completion.CompletionSummary;

/**
 * Seed and timings of a completion, an extension of the OpenAI API.
 *
 * @param seed the seed that was used, whether requested or random
 */
@JsonPropertyOrder({ "seed", "queue_ms", "prefill_ms", "decode_ms", "tokens_per_second" })
public record InkwellTimings(long seed, double queueMs, double prefillMs, double decodeMs, double tokensPerSecond) {

    public static InkwellTimings of(CompletionSummary summary) {
        return new InkwellTimings(summary.seed(), millis(summary.queue()), millis(summary.prefill()),
                millis(summary.decode()), Math.round(10 * summary.tokensPerSecond()) / 10.0);
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e5) / 10.0;
    }

}

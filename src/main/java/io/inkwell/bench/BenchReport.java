package io.inkwell.bench;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The results of a load test. Rates cover the time from the first request to the end of
 * the last one. Token counts cover completed requests.
 *
 * @param unfinished requests that were open when the test was interrupted
 * @param failures failures by reason, in order of first occurrence
 * @param mostAtOnce maximum number of concurrent requests
 * @param requestedOutputTokens requested output tokens of completed requests
 * @param tokenCounts source of the token counts
 * @param goodput null without limits
 * @param timeToFirstTokenMs null without data, like all four latencies
 * @param timePerOutputTokenMs mean per request, without its first token
 * @param interTokenLatencyMs time between two chunks of text
 * @param endToEndLatencyMs time to the last token
 * @param server the fingerprint that the server reports, if any
 */
@JsonInclude
public record BenchReport(int answered, int failed, int unfinished, List<FailureCount> failures, int mostAtOnce,
        double seconds, long promptTokens, long outputTokens, long requestedOutputTokens, TokenCountSource tokenCounts,
        double requestsPerSecond, double outputTokensPerSecond, double totalTokensPerSecond, @Nullable Goodput goodput,
        @Nullable LatencySummary timeToFirstTokenMs, @Nullable LatencySummary timePerOutputTokenMs,
        @Nullable LatencySummary interTokenLatencyMs, @Nullable LatencySummary endToEndLatencyMs,
        @Nullable String server) {

    public BenchReport {
        failures = List.copyOf(failures);
    }

}

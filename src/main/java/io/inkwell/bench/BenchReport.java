package io.inkwell.bench;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a load has measured. Rates are over the time from the first request to the end of
 * the last that ended; tokens are those of answered requests.
 *
 * @param unfinished requests that were open when the load was broken off
 * @param failures by reason, in the order in which they first came
 * @param mostAtOnce the most requests that were open at one time
 * @param requestedOutputTokens the output tokens that answered requests had asked for
 * @param tokenCounts where token counts are from
 * @param timeToFirstTokenMs null if there was none, as each of the four
 * @param timePerOutputTokenMs of each request the mean, its first token left out
 * @param interTokenLatencyMs between two arrivals of text
 * @param endToEndLatencyMs until the last token
 * @param server what the server calls itself, if it does
 */
@JsonInclude
public record BenchReport(int answered, int failed, int unfinished, List<FailureCount> failures, int mostAtOnce,
        double seconds, long promptTokens, long outputTokens, long requestedOutputTokens, TokenCountSource tokenCounts,
        double requestsPerSecond, double outputTokensPerSecond, double totalTokensPerSecond,
        @Nullable LatencySummary timeToFirstTokenMs, @Nullable LatencySummary timePerOutputTokenMs,
        @Nullable LatencySummary interTokenLatencyMs, @Nullable LatencySummary endToEndLatencyMs,
        @Nullable String server) {

    public BenchReport {
        failures = List.copyOf(failures);
    }

}

package io.inkwell.cli.bench;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.inkwell.bench.BenchReport;
import io.inkwell.bench.FailureCount;
import io.inkwell.bench.LatencySummary;
import io.inkwell.bench.TokenCountSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTableTests {

    private static final LatencySummary LATENCY = new LatencySummary(90, 12.345, 10, 20.5, 1234.567, 2000);

    @Test
    void alignsColumns() {
        BenchReport report = report(90, List.of(new FailureCount("HTTP 429", 10, "HTTP 429: the queue is full")), null);

        assertThat(ReportTable.of(report)).isEqualTo("""
                requests        90 completed, 10 failed, in 12.50 s; max concurrency 8
                      10        HTTP 429, first: HTTP 429: the queue is full
                tokens          640 prompt, 1280 output (1280 requested), counted by the server
                throughput      7.20 requests/s, 102.4 output tokens/s, 153.6 total tokens/s

                milliseconds                 p50       p90       p99      mean       max
                time to first token        10.00     20.50   1234.57     12.35   2000.00
                time per output token          -         -         -         -         -
                inter-token latency            -         -         -         -         -
                end-to-end latency         10.00     20.50   1234.57     12.35   2000.00
                """);
    }

    @Test
    void omitsMissingLatencies() {
        assertThat(ReportTable.of(report(0, List.of(new FailureCount("timeout", 10, "nothing came")), null)))
            .isEqualTo("""
                    requests        0 completed, 10 failed, in 12.50 s; max concurrency 8
                          10        timeout, first: nothing came
                    """);
    }

    private static BenchReport report(int answered, List<FailureCount> failures, @Nullable LatencySummary perToken) {
        return new BenchReport(answered, 10, 0, failures, 8, 12.5, 640, 1280, 1280, TokenCountSource.USAGE, 7.2, 102.4,
                153.6, null, LATENCY, perToken, perToken, LATENCY, null);
    }

}

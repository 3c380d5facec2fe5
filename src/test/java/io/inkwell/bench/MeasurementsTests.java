package io.inkwell.bench;

import java.util.concurrent.atomic.AtomicLong;

import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeasurementsTests {

    /** Histograms keep three significant digits. */
    private static final Percentage PRECISE = Percentage.withPercentage(0.1);

    private static final LoadRequest REQUEST = new LoadRequest(new LoadPrompt.TokenIds(new int[10]), 4);

    private final AtomicLong millis = new AtomicLong();

    private final Measurements measurements = new Measurements(this::nanos);

    @Test
    void measuresOneResponse() {
        answer(0, new TokenUsage(10, 4), 100, 110, 130, 160);

        BenchReport report = this.measurements.report();

        assertThat(report.timeToFirstTokenMs())
            .satisfies((latency) -> assertThat(latency.p50()).isCloseTo(100, PRECISE));
        // (160 - 100) / (4 - 1)
        assertThat(report.timePerOutputTokenMs())
            .satisfies((latency) -> assertThat(latency.p50()).isCloseTo(20, PRECISE));
        assertThat(report.interTokenLatencyMs()).satisfies((latency) -> {
            assertThat(latency.count()).isEqualTo(3);
            assertThat(latency.max()).isCloseTo(30, PRECISE);
        });
        assertThat(report.endToEndLatencyMs())
            .satisfies((latency) -> assertThat(latency.p50()).isCloseTo(160, PRECISE));
    }

    @Test
    void dividesTimeByTheServersTokenCount() {
        answer(0, new TokenUsage(10, 61), 100, 400, 700);

        assertThat(this.measurements.report().timePerOutputTokenMs())
            .satisfies((latency) -> assertThat(latency.p50()).isCloseTo(10, PRECISE));
    }

    @Test
    void computesPercentilesAndMean() {
        for (int i = 1; i <= 100; i++) {
            answer(0, new TokenUsage(10, 1), i);
        }

        assertThat(this.measurements.report().timeToFirstTokenMs()).satisfies((latency) -> {
            assertThat(latency.count()).isEqualTo(100);
            assertThat(latency.mean()).isCloseTo(50.5, PRECISE);
            assertThat(latency.p50()).isCloseTo(50, PRECISE);
            assertThat(latency.p90()).isCloseTo(90, PRECISE);
            assertThat(latency.p99()).isCloseTo(99, PRECISE);
            assertThat(latency.max()).isCloseTo(100, PRECISE);
        });
    }

    @Test
    void ratesCoverFirstStartToLastEnd() {
        answer(1000, new TokenUsage(10, 4), 1500, 2000);
        answer(2000, new TokenUsage(10, 2), 3500, 6000);

        BenchReport report = this.measurements.report();

        assertThat(report.seconds()).isEqualTo(5);
        assertThat(report.requestsPerSecond()).isEqualTo(2 / 5.0);
        assertThat(report.outputTokensPerSecond()).isEqualTo(6 / 5.0);
        assertThat(report.totalTokensPerSecond()).isEqualTo(26 / 5.0);
        assertThat(report.requestedOutputTokens()).isEqualTo(8);
    }

    @Test
    void countsEventsWithoutServerUsage() {
        answer(0, null, 10, 20, 30);
        assertThat(this.measurements.report().tokenCounts()).isEqualTo(TokenCountSource.EVENTS);
        assertThat(this.measurements.report().promptTokens()).isEqualTo(10);
        assertThat(this.measurements.report().outputTokens()).isEqualTo(3);

        answer(0, new TokenUsage(10, 4), 10, 20, 30);
        assertThat(this.measurements.report().tokenCounts()).isEqualTo(TokenCountSource.MIXED);
    }

    @Test
    void singleTokenHasNoTimePerOutputToken() {
        answer(0, new TokenUsage(10, 1), 10);

        assertThat(this.measurements.report().timePerOutputTokenMs()).isNull();
        assertThat(this.measurements.report().interTokenLatencyMs()).isNull();
        assertThat(this.measurements.report().tokenCounts()).isEqualTo(TokenCountSource.USAGE);
    }

    @Test
    void countsResponsesThatMeetAllLimits() {
        Measurements limited = new Measurements(this::nanos, ServiceLevel.parse("--goodput", "ttft:100,itl:20"));
        answer(limited, 0, new TokenUsage(10, 3), 100, 110, 130);
        answer(limited, 0, new TokenUsage(10, 3), 101, 110, 120);
        answer(limited, 0, new TokenUsage(10, 3), 90, 100, 121);
        limited.start(0);
        limited.fail("timeout", "nothing came");

        assertThat(limited.report().goodput())
            .isEqualTo(new Goodput("ttft at most 100 ms, itl at most 20 ms", 1, 1 / 0.121));
        assertThat(this.measurements.report().goodput()).isNull();
    }

    @Test
    void countsFailuresByReason() {
        for (String message : new String[] { "full", "still full" }) {
            this.measurements.start(0);
            this.measurements.fail("HTTP 429", message);
        }
        this.measurements.start(0);
        this.measurements.fail("timeout", "nothing came");

        BenchReport report = this.measurements.report();

        assertThat(report.failures()).containsExactly(new FailureCount("HTTP 429", 2, "full"),
                new FailureCount("timeout", 1, "nothing came"));
        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.timeToFirstTokenMs()).isNull();
    }

    @Test
    void countsOpenRequests() {
        this.measurements.start(0);
        this.measurements.start(0);
        answer(0, null, 5);
        this.measurements.fail("timeout", "nothing came");

        assertThat(this.measurements.report().mostAtOnce()).isEqualTo(3);
        assertThat(this.measurements.report().unfinished()).isEqualTo(1);
    }

    @Test
    void emptyReportHasNoLatencies() {
        BenchReport report = this.measurements.report();

        assertThat(report.seconds()).isZero();
        assertThat(report.requestsPerSecond()).isZero();
        assertThat(report.endToEndLatencyMs()).isNull();
    }

    private void answer(long start, @Nullable TokenUsage usage, long... arrivals) {
        answer(this.measurements, start, usage, arrivals);
    }

    private void answer(Measurements measurements, long start, @Nullable TokenUsage usage, long... arrivals) {
        ResponseTimes times = new ResponseTimes(start * 1_000_000, this::nanos);
        measurements.start(start * 1_000_000);
        for (long arrival : arrivals) {
            this.millis.set(arrival);
            times.onText();
        }
        if (usage != null) {
            times.onUsage(usage);
        }
        measurements.answer(REQUEST, times);
    }

    private long nanos() {
        return this.millis.get() * 1_000_000;
    }

}

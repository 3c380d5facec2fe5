package io.inkwell.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** Loads on a target with fixed latencies, in virtual time. */
class LoadGeneratorTests {

    private static final Percentage PRECISE = Percentage.withPercentage(0.1);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    private final Measurements measurements = new Measurements(this::nanos);

    private final List<Long> sent = new ArrayList<>();

    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void endTime() {
        this.time.dispose();
    }

    @Test
    void closedLoopSendsAfterEachResponse() {
        Disposable load = start(new ClosedLoop(2), 5, answersAfter(Duration.ofSeconds(3)));
        assertThat(secondsSent()).containsExactly(0.0, 0.0);

        this.time.advanceTimeBy(Duration.ofSeconds(9));

        assertThat(load.isDisposed()).isTrue();
        assertThat(secondsSent()).containsExactly(0.0, 0.0, 3.0, 3.0, 6.0);
        assertThat(this.measurements.report().mostAtOnce()).isEqualTo(2);
        assertThat(this.measurements.report().endToEndLatencyMs())
            .satisfies((latency) -> assertThat(latency.max()).isCloseTo(3000, PRECISE));
        assertThat(this.ended).hasValue(5);
    }

    @Test
    void openLoopSendsOnScheduleToASlowServer() {
        OpenLoop arrivals = new OpenLoop(10, Integer.MAX_VALUE, 1);
        Disposable load = start(arrivals, 50, answersAfter(Duration.ofHours(1)));

        this.time.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(load.isDisposed()).isFalse();
        assertThat(this.sent).isEqualTo(offsets(arrivals, 50));
        assertThat(this.measurements.report().mostAtOnce()).isEqualTo(50);
    }

    @Test
    void openLoopLatencyCountsFromTheScheduledTime() {
        OpenLoop arrivals = new OpenLoop(1000, 1, 1);
        start(arrivals, 10, answersAfter(Duration.ofSeconds(1)));

        this.time.advanceTimeBy(Duration.ofMinutes(1));

        BenchReport report = this.measurements.report();
        assertThat(report.answered()).isEqualTo(10);
        assertThat(report.mostAtOnce()).isEqualTo(1);
        // The last request is sent within milliseconds, and completes after the nine
        // before it.
        List<Long> offsets = offsets(arrivals, 10);
        double sinceFirst = (offsets.get(9) - offsets.get(0)) / 1e6;
        assertThat(report.endToEndLatencyMs())
            .satisfies((latency) -> assertThat(latency.max()).isCloseTo(10_000 - sinceFirst, PRECISE));
    }

    @Test
    void continuesAfterFailures() {
        start(new ClosedLoop(1), 3, (request, times) -> Mono.error(new FailedRequestException("HTTP 503", "busy")));

        assertThat(this.measurements.report().failures()).containsExactly(new FailureCount("HTTP 503", 3, "busy"));
        assertThat(this.ended).hasValue(3);
    }

    @Test
    void responseWithoutTextIsAFailure() {
        start(new ClosedLoop(1), 1, (request, times) -> Mono.empty());

        assertThat(this.measurements.report().failures())
            .containsExactly(new FailureCount("empty stream", 1, "the response had no text"));
    }

    @Test
    void cancellationCancelsOpenRequests() {
        AtomicInteger cancelled = new AtomicInteger();
        Disposable load = start(new ClosedLoop(3), 10,
                (request, times) -> Mono.<Void>never().doOnCancel(cancelled::incrementAndGet));

        load.dispose();

        assertThat(cancelled).hasValue(3);
        assertThat(this.measurements.report().unfinished()).isEqualTo(3);
    }

    private Disposable start(Arrivals arrivals, int numRequests, Target target) {
        Workload workload = new Workload(new RandomPrompts(new LengthRange(4, 8), 0, Vocabulary.ofIdsBelow(100), 1),
                new LengthRange(1, 9), 1);
        LoadGenerator generator = new LoadGenerator((request, times) -> Mono.defer(() -> {
            this.sent.add(nanos());
            return target.send(request, times);
        }), workload, arrivals, this::nanos, this.time);
        return generator.run(numRequests, this.measurements, this.ended::incrementAndGet).subscribe();
    }

    private Target answersAfter(Duration latency) {
        return (request, times) -> Mono.delay(latency, this.time).doOnNext((tick) -> times.onText()).then();
    }

    private static List<Long> offsets(OpenLoop arrivals, int count) {
        return arrivals.offsets().take(count).toStream().toList();
    }

    private List<Double> secondsSent() {
        return this.sent.stream().map((nanos) -> (double) nanos / NANOS_PER_SECOND).toList();
    }

    private long nanos() {
        return this.time.now(TimeUnit.NANOSECONDS);
    }

}

package io.inkwell.bench.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import io.inkwell.bench.FailedRequestException;
import io.inkwell.bench.LengthRange;
import io.inkwell.bench.RandomPrompts;
import io.inkwell.bench.ResponseTimes;
import io.inkwell.bench.ServiceLevel;
import io.inkwell.bench.Target;
import io.inkwell.bench.Vocabulary;
import io.inkwell.bench.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/** Sweeps over a server that computes one request at a time, in virtual time. */
class RateSweepTests {

    private static final int REQUESTS = 400;

    private static final Duration SERVICE_TIME = Duration.ofMillis(100);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    private final List<RateResult> reported = new ArrayList<>();

    private long freeAt;

    @AfterEach
    void endTime() {
        this.time.dispose();
    }

    @Test
    void startsAtAQuarterOfTheCapacity() {
        RateSweep sweep = run(this::answer, null);

        assertThat(sweep.report().closedLoop())
            .satisfies((report) -> assertThat(report.requestsPerSecond()).isCloseTo(10, Offset.offset(0.01)));
        assertThat(sweep.report().rates().get(0).rate()).isCloseTo(2.5, Offset.offset(0.01));
    }

    @Test
    void endsWhenTheThroughputNoLongerGrows() {
        RateSweep sweep = run(this::answer, 4.0);

        List<RateResult> results = sweep.report().rates();
        assertThat(results).isEqualTo(this.reported);
        assertThat(results.get(1).rate()).isEqualTo(5);
        RateResult last = results.get(results.size() - 1);
        assertThat(last.rate()).isBetween(10.0, 20.0);
        assertThat(last.report().requestsPerSecond()).isCloseTo(10, Offset.offset(0.5));
    }

    @Test
    void goodputFallsBeyondTheCapacity() {
        SweepReport report = run(this::answer, 4.0).report();

        List<RateResult> results = report.rates();
        assertThat(results.get(results.size() - 1).goodput()).isLessThan(5);
        assertThat(report.best()).hasValueSatisfying((best) -> {
            assertThat(best.rate()).isBetween(5.0, 10.0);
            assertThat(best.goodput()).isGreaterThan(5);
        });
    }

    @Test
    void serverThatAnswersNothingHasNoRates() {
        RateSweep sweep = run((request, times) -> Mono.error(new FailedRequestException("HTTP 503", "busy")), null);

        assertThat(sweep.report().rates()).isEmpty();
        assertThat(sweep.report().best()).isEmpty();
    }

    private RateSweep run(Target target, @Nullable Double firstRate) {
        Workload workload = new Workload(new RandomPrompts(new LengthRange(4, 8), 0, Vocabulary.ofIdsBelow(100), 1),
                new LengthRange(1, 1), 1);
        RateSweep sweep = new RateSweep(target, workload, ServiceLevel.parse("--goodput", "ttft:500"), this::nanos,
                this.time, 1);
        sweep.run(REQUESTS, firstRate, this.reported::add).subscribe();
        this.time.advanceTimeBy(Duration.ofHours(1));
        return sweep;
    }

    private Mono<Void> answer(Object request, ResponseTimes times) {
        this.freeAt = Math.max(this.freeAt, nanos()) + SERVICE_TIME.toNanos();
        return Mono.delay(Duration.ofNanos(this.freeAt - nanos()), this.time).doOnNext((tick) -> times.onText()).then();
    }

    private long nanos() {
        return this.time.now(TimeUnit.NANOSECONDS);
    }

}

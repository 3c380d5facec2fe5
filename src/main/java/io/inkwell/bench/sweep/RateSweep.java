package io.inkwell.bench.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.bench.Arrivals;
import io.inkwell.bench.BenchReport;
import io.inkwell.bench.ClosedLoop;
import io.inkwell.bench.LoadGenerator;
import io.inkwell.bench.Measurements;
import io.inkwell.bench.OpenLoop;
import io.inkwell.bench.ServiceLevel;
import io.inkwell.bench.Target;
import io.inkwell.bench.Workload;

/**
 * Sends open loops at rising rates, until the throughput no longer grows. The first rate
 * is a quarter of the capacity, which a closed loop measures.
 */
public final class RateSweep {

    /** Each rate as a multiple of the one before. */
    private static final double STEP = 1.25;

    /** Growth of the throughput at which the server counts as saturated. */
    private static final double SATURATED = 1.05;

    private static final double FIRST_SHARE = 0.25;

    private static final int CLOSED_LOOP_CLIENTS = 32;

    private static final int MAX_RATES = 20;

    private final Target target;

    private final Workload workload;

    private final ServiceLevel serviceLevel;

    private final LongSupplier nanoClock;

    private final Scheduler timer;

    private final long seed;

    private final List<RateResult> results = new ArrayList<>();

    private @Nullable BenchReport closedLoop;

    /**
     * @param serviceLevel the limits for goodput
     * @param timer wakes up for scheduled requests
     * @param seed determines the arrivals
     */
    public RateSweep(Target target, Workload workload, ServiceLevel serviceLevel, LongSupplier nanoClock,
            Scheduler timer, long seed) {
        this.target = target;
        this.workload = workload;
        this.serviceLevel = serviceLevel;
        this.nanoClock = nanoClock;
        this.timer = timer;
        this.seed = seed;
    }

    /**
     * Sends the requests on subscription.
     * @param numRequests the requests of each rate
     * @param firstRate null for a quarter of the capacity
     * @param onResult called after each rate
     */
    public Mono<Void> run(int numRequests, @Nullable Double firstRate, Consumer<RateResult> onResult) {
        Mono<Double> first = (firstRate != null) ? Mono.just(firstRate)
                : measureCapacity(numRequests).map((capacity) -> FIRST_SHARE * capacity);
        // A server that answers nothing has no capacity.
        return first.filter((rate) -> rate > 0).flatMap((rate) -> run(rate, numRequests, onResult));
    }

    private Mono<Double> measureCapacity(int numRequests) {
        return measure(new ClosedLoop(CLOSED_LOOP_CLIENTS), Math.max(numRequests, 2 * CLOSED_LOOP_CLIENTS))
            .map((measurements) -> {
                BenchReport report = measurements.report();
                synchronized (this) {
                    this.closedLoop = report;
                }
                return report.requestsPerSecond();
            });
    }

    private Mono<Void> run(double rate, int numRequests, Consumer<RateResult> onResult) {
        return measure(new OpenLoop(rate, Integer.MAX_VALUE, this.seed), numRequests).flatMap((measurements) -> {
            RateResult result = new RateResult(rate, measurements.report());
            onResult.accept(result);
            return add(result) ? run(STEP * rate, numRequests, onResult) : Mono.empty();
        });
    }

    private Mono<Measurements> measure(Arrivals arrivals, int numRequests) {
        return Mono.defer(() -> {
            Measurements measurements = new Measurements(this.nanoClock, this.serviceLevel);
            return new LoadGenerator(this.target, this.workload, arrivals, this.nanoClock, this.timer)
                .run(numRequests, measurements, () -> {
                })
                .thenReturn(measurements);
        });
    }

    /** Returns whether a higher rate may have a higher throughput. */
    private synchronized boolean add(RateResult result) {
        double before = this.results.isEmpty() ? 0
                : this.results.get(this.results.size() - 1).report().requestsPerSecond();
        this.results.add(result);
        return result.report().requestsPerSecond() > SATURATED * before && this.results.size() < MAX_RATES;
    }

    /** A report of the rates so far. */
    public synchronized SweepReport report() {
        return new SweepReport(this.serviceLevel.toString(), this.closedLoop, this.results);
    }

}

package io.inkwell.bench.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.bench.Arrivals;
import io.inkwell.bench.ClosedLoop;
import io.inkwell.bench.CompletionServer;
import io.inkwell.bench.OpenLoop;

/** Sends a traffic mix in an open loop above the server's capacity. */
public final class SoakTest {

    /** Rate of the load as a multiple of the measured capacity. */
    private static final double OVERLOAD = 1.2;

    private static final int CLOSED_LOOP_CLIENTS = 128;

    private static final Duration MAX_DRAIN = Duration.ofMinutes(2);

    private final CompletionServer server;

    private final TrafficMix mix;

    private final Duration samplePeriod;

    private final Scheduler timer;

    private final long seed;

    private final OutcomeCounts outcomes = new OutcomeCounts();

    private final List<SoakSample> samples = new ArrayList<>();

    private @Nullable Double capacity;

    private @Nullable LiveFigures last;

    private double rate;

    private double seconds;

    /**
     * @param timer times the requests and samples
     * @param seed determines the arrivals
     */
    public SoakTest(CompletionServer server, TrafficMix mix, Duration samplePeriod, Scheduler timer, long seed) {
        this.server = server;
        this.mix = mix;
        this.samplePeriod = samplePeriod;
        this.timer = timer;
        this.seed = seed;
    }

    /** Measures the capacity in a closed loop, in requests per second. */
    public Mono<Double> measureCapacity(Duration duration) {
        OutcomeCounts counts = new OutcomeCounts();
        return load(new ClosedLoop(CLOSED_LOOP_CLIENTS), duration, counts).then(Mono.fromSupplier(() -> {
            double measured = counts.numServed() / (duration.toMillis() / 1e3);
            synchronized (this) {
                this.capacity = measured;
            }
            return measured;
        }));
    }

    /** The rate that overloads a server of this capacity. */
    public static double overload(double capacity) {
        return OVERLOAD * capacity;
    }

    /**
     * Sends the load, then waits until the server is idle, two minutes at most.
     * @param rate requests per second
     * @param onSample called with each sample
     */
    public Mono<Void> run(double rate, Duration duration, Consumer<SoakSample> onSample) {
        return Mono.defer(() -> {
            synchronized (this) {
                this.rate = rate;
            }
            long start = this.timer.now(TimeUnit.NANOSECONDS);
            Mono<Void> load = load(new OpenLoop(rate, Integer.MAX_VALUE, this.seed), duration, this.outcomes)
                .doFinally((end) -> setSeconds(secondsSince(start)))
                .cache();
            Flux<SoakSample> sampling = Flux.interval(Duration.ZERO, this.samplePeriod, this.timer)
                .onBackpressureDrop()
                .concatMap((tick) -> figures(), 1)
                .map((figures) -> new SoakSample(secondsSince(start), this.outcomes.numEnded(), figures))
                .doOnNext(this::add)
                .doOnNext(onSample)
                .takeUntilOther(load);
            return Mono.when(load, sampling).then(drain());
        });
    }

    private Mono<Void> load(Arrivals arrivals, Duration duration, OutcomeCounts counts) {
        return arrivals.starts(Integer.MAX_VALUE, System::nanoTime, this.timer)
            .takeUntilOther(Mono.delay(duration, this.timer))
            .flatMap((start) -> this.mix.next(counts), arrivals.maxConcurrency())
            .then();
    }

    private Mono<Void> drain() {
        return Flux.interval(Duration.ZERO, Duration.ofSeconds(1), this.timer)
            .onBackpressureDrop()
            .concatMap((tick) -> figures(), 1)
            .doOnNext(this::setLast)
            .takeUntil(LiveFigures::isIdle)
            .take(MAX_DRAIN)
            .then();
    }

    /** Empty if the server does not report figures, or not now. */
    private Mono<LiveFigures> figures() {
        return this.server.get("/metrics.json").map(LiveFigures::parse).onErrorComplete();
    }

    private double secondsSince(long start) {
        return (this.timer.now(TimeUnit.NANOSECONDS) - start) / 1e9;
    }

    private synchronized void add(SoakSample sample) {
        this.samples.add(sample);
    }

    private synchronized void setLast(LiveFigures figures) {
        this.last = figures;
    }

    private synchronized void setSeconds(double seconds) {
        this.seconds = seconds;
    }

    /** A report of the test so far. */
    public synchronized SoakReport report() {
        return new SoakReport(this.capacity, this.rate, this.seconds, this.outcomes.list(), this.samples,
                MemoryTrend.percentPerTenMinutes(this.samples), this.last);
    }

}

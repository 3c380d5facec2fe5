package io.inkwell.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ServiceException;

/**
 * Independent users: a Poisson process with exponential gaps. Latency counts from the
 * scheduled time, so that delays of a slow server are not omitted.
 *
 * @param rate requests per second
 * @param maxConcurrency limit beyond which requests wait, which counts as latency;
 * {@link Integer#MAX_VALUE} for no limit
 */
public record OpenLoop(double rate, int maxConcurrency, long seed) implements Arrivals {

    private static final double NANOS_PER_SECOND = 1e9;

    public OpenLoop {
        // Negated so that NaN fails too.
        ServiceException.require(rate > 0 && rate <= NANOS_PER_SECOND, "--rate", "above 0 and at most 1000000000",
                rate);
        ServiceException.require(maxConcurrency >= 1, "--max-concurrency", "at least 1", maxConcurrency);
    }

    @Override
    public Flux<Long> starts(int numRequests, LongSupplier nanoClock, Scheduler timer) {
        return Flux.defer(() -> {
            long origin = nanoClock.getAsLong();
            return offsets().take(numRequests)
                .map((offset) -> origin + offset)
                .concatMap((start) -> at(start, nanoClock, timer));
        });
    }

    /** Arrival times in nanoseconds from the start; infinite. */
    Flux<Long> offsets() {
        return Flux.defer(() -> {
            RandomGenerator random = new SplittableRandom(this.seed);
            return Flux.<Long, Double>generate(() -> 0.0, (last, sink) -> {
                double offset = last + random.nextExponential() * NANOS_PER_SECOND / this.rate;
                sink.next((long) offset);
                return offset;
            });
        });
    }

    private static Mono<Long> at(long start, LongSupplier nanoClock, Scheduler timer) {
        long wait = start - nanoClock.getAsLong();
        return (wait > 0) ? Mono.delay(Duration.ofNanos(wait), timer).thenReturn(start) : Mono.just(start);
    }

    @Override
    public String toString() {
        String bound = (this.maxConcurrency < Integer.MAX_VALUE) ? ", at most " + this.maxConcurrency + " concurrent"
                : "";
        return this.rate + " per second" + bound;
    }

}

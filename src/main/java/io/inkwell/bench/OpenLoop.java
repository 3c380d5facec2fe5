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
 * Users who do not know of one another: a Poisson process, which has exponential gaps.
 * What a slow server makes late counts from when it was planned, so that its slowness is
 * not left out where it is greatest.
 *
 * @param rate requests per second
 * @param maxConcurrency requests beyond it wait, on the clock; {@link Integer#MAX_VALUE}
 * for no bound
 */
public record OpenLoop(double rate, int maxConcurrency, long seed) implements Arrivals {

    private static final double NANOS_PER_SECOND = 1e9;

    public OpenLoop {
        // So written that NaN fails it.
        ServiceException.require(rate > 0 && rate <= NANOS_PER_SECOND, "--rate", "above 0", rate);
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

    /** When requests arrive, in nanoseconds after the beginning; without an end. */
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
        String bound = (this.maxConcurrency < Integer.MAX_VALUE) ? ", at most " + this.maxConcurrency + " at a time"
                : "";
        return this.rate + " a second" + bound;
    }

}

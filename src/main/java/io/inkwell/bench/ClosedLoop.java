package io.inkwell.bench;

import java.util.function.LongSupplier;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ServiceException;

/**
 * A fixed number of users, each of whom sends the next request after the previous
 * response. A slow server receives fewer requests.
 */
public record ClosedLoop(int concurrency) implements Arrivals {

    public ClosedLoop {
        ServiceException.require(concurrency >= 1, "--concurrency", "at least 1", concurrency);
    }

    @Override
    public Flux<Long> starts(int numRequests, LongSupplier nanoClock, Scheduler timer) {
        return Flux.range(0, numRequests).map((i) -> nanoClock.getAsLong());
    }

    @Override
    public int maxConcurrency() {
        return this.concurrency;
    }

    @Override
    public String toString() {
        return this.concurrency + " concurrent";
    }

}

package io.inkwell.bench;

import java.util.function.LongSupplier;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** The arrival process of a load. */
public sealed interface Arrivals permits ClosedLoop, OpenLoop {

    /**
     * Scheduled send times, in nanoseconds of the clock; latencies count from them. Each
     * time is emitted when it is due and requested.
     */
    Flux<Long> starts(int numRequests, LongSupplier nanoClock, Scheduler timer);

    /** Maximum number of concurrent requests. */
    int maxConcurrency();

}

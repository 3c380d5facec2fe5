package io.inkwell.bench;

import java.util.function.LongSupplier;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** When the requests of a load are sent. */
public sealed interface Arrivals permits ClosedLoop, OpenLoop {

    /**
     * The moments that latencies count from, in nanoseconds of the clock; each is given
     * out when its request is to be sent, and asked for when it may be.
     */
    Flux<Long> starts(int numRequests, LongSupplier nanoClock, Scheduler timer);

    /** How many requests may be open at once. */
    int maxConcurrency();

}

package io.inkwell.bench;

import java.util.function.LongSupplier;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sends the requests of a workload to a target. */
public final class LoadGenerator {

    private static final String NOTHING_CAME = "empty stream";

    private final Target target;

    private final Workload workload;

    private final Arrivals arrivals;

    private final LongSupplier nanoClock;

    private final Scheduler timer;

    /**
     * @param timer wakes up for scheduled requests
     */
    public LoadGenerator(Target target, Workload workload, Arrivals arrivals, LongSupplier nanoClock, Scheduler timer) {
        this.target = target;
        this.workload = workload;
        this.arrivals = arrivals;
        this.nanoClock = nanoClock;
        this.timer = timer;
    }

    /**
     * Sends requests on subscription, and completes when the last one has ended,
     * successfully or not. Cancellation cancels open requests.
     * @param onEnd called after each request
     */
    public Mono<Void> run(int numRequests, Measurements measurements, Runnable onEnd) {
        return this.arrivals.starts(numRequests, this.nanoClock, this.timer)
            .flatMap((start) -> send(start, measurements).doOnSuccess((nothing) -> onEnd.run()),
                    this.arrivals.maxConcurrency())
            .then();
    }

    private Mono<Void> send(long start, Measurements measurements) {
        LoadRequest request = this.workload.next();
        ResponseTimes times = new ResponseTimes(start, this.nanoClock);
        measurements.start(start);
        return this.target.send(request, times).doOnSuccess((nothing) -> {
            if (times.isEmpty()) {
                measurements.fail(NOTHING_CAME, "the response had no text");
            }
            else {
                measurements.answer(request, times);
            }
        }).onErrorResume((failure) -> Mono.fromRunnable(() -> fail(failure, measurements)));
    }

    private static void fail(Throwable failure, Measurements measurements) {
        String reason = (failure instanceof FailedRequestException known) ? known.reason()
                : failure.getClass().getSimpleName();
        measurements.fail(reason, String.valueOf(failure.getMessage()));
    }

}

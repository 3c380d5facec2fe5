package io.inkwell.bench;

import reactor.core.publisher.Mono;

/** The target of a load. */
public interface Target {

    /**
     * Sends a request on subscription. Completes after the whole response; otherwise
     * fails with a {@link FailedRequestException} or another error.
     * @param times receives the arrivals, one call at a time
     */
    Mono<Void> send(LoadRequest request, ResponseTimes times);

}

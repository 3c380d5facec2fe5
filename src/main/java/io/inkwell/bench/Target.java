package io.inkwell.bench;

import reactor.core.publisher.Mono;

/** What a load is put on. */
public interface Target {

    /**
     * Sends a request when somebody subscribes. Completes when it has been answered whole
     * and fails with a {@link FailedRequestException}, or whatever went wrong, otherwise.
     * @param times are told of what comes, one call at a time
     */
    Mono<Void> send(LoadRequest request, ResponseTimes times);

}

package io.inkwell.limits;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Limits the time in which the body of a request must arrive. A client that sends a few
 * bytes at a time would otherwise keep its request open.
 */
public record BodyTimeout(Duration max) {

    /** Fails a body that is not complete in time. */
    public <T> Flux<T> limit(Flux<T> body) {
        return body.takeUntilOther(Mono.delay(this.max)
            .then(Mono
                .error(() -> new ServiceException(ErrorKind.REQUEST_TIMEOUT, "the request body must arrive within "
                        + this.max.toSeconds() + " s, inkwell.limits.body-timeout"))));
    }

}

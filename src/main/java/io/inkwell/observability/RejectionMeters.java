package io.inkwell.observability;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.web.Failures;

/**
 * Counts requests whose response is an error; an error event of a stream is not counted.
 * The next handler writes the response.
 */
@Component
@Order(-3)
class RejectionMeters implements WebExceptionHandler {

    private final Map<ErrorKind, Counter> rejected = new EnumMap<>(ErrorKind.class);

    RejectionMeters(MeterRegistry registry) {
        for (ErrorKind kind : ErrorKind.values()) {
            this.rejected.put(kind, registry.counter(MeterNames.REJECTED, TagNames.REASON, Labels.of(kind)));
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (!exchange.getResponse().isCommitted() && !Failures.isDisconnect(thrown)) {
            ErrorKind kind = Failures.toServiceException(thrown).kind();
            Objects.requireNonNull(this.rejected.get(kind)).increment();
        }
        return Mono.error(thrown);
    }

}

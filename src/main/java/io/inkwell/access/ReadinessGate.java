package io.inkwell.access;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Rejects work while the service starts or shuts down. Probes, metrics and other
 * read-only paths stay available.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class ReadinessGate implements WebFilter {

    private final ApplicationAvailability availability;

    ReadinessGate(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean isWork = exchange.getRequest().getMethod() == HttpMethod.POST;
        if (isWork && this.availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return Mono.error(() -> new ServiceException(ErrorKind.UNAVAILABLE,
                    "the service is not ready: it is starting or shutting down; try again later"));
        }
        return chain.filter(exchange);
    }

}

package io.inkwell.observability;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Maps {@code /metrics}, the default path of Prometheus, to {@code /actuator/prometheus}.
 * Runs before the API key filter, so that the same keys apply.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class MetricsPathFilter implements WebFilter {

    static final String PATH = "/metrics";

    private final @Nullable String endpoint;

    MetricsPathFilter(PathMappedEndpoints endpoints) {
        this.endpoint = endpoints.getPath(EndpointId.of("prometheus"));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer context = exchange.getRequest().getPath().contextPath();
        boolean isAsked = exchange.getRequest().getPath().pathWithinApplication().value().equals(PATH);
        if (this.endpoint == null || !isAsked) {
            return chain.filter(exchange);
        }
        String path = context.value() + this.endpoint;
        return chain.filter(exchange.mutate().request((request) -> request.path(path)).build());
    }

}

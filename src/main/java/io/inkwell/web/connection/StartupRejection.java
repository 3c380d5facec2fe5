package io.inkwell.web.connection;

import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;

/**
 * Rejects requests while the socket is open and the model is still loading. The error
 * advises clients to retry.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class StartupRejection implements NettyRouteProvider {

    private final EarlyErrorResponse rejection;

    private volatile boolean starting = true;

    StartupRejection(JsonMapper json) {
        this.rejection = new EarlyErrorResponse(json, ErrorKind.UNAVAILABLE,
                "the service is starting; try again later");
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route((request) -> this.starting, this.rejection);
    }

    @EventListener(WebServerInitializedEvent.class)
    void end() {
        this.starting = false;
    }

}

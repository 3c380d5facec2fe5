package io.inkwell.web.connection;

import java.net.URI;
import java.net.URISyntaxException;

import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;

/**
 * Rejects requests whose target is not a URI, such as {@code /v1/models/%zz}. Spring
 * would send only a status.
 */
@Component
class MalformedTargets implements NettyRouteProvider {

    private final EarlyErrorResponse rejection;

    MalformedTargets(JsonMapper json) {
        this.rejection = new EarlyErrorResponse(json, ErrorKind.INVALID_REQUEST, "the request path is not a valid URI");
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(MalformedTargets::isMalformed, this.rejection);
    }

    private static boolean isMalformed(HttpServerRequest request) {
        try {
            new URI(request.uri());
            return false;
        }
        catch (URISyntaxException ex) {
            return true;
        }
    }

}

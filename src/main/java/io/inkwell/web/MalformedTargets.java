package io.inkwell.web;

import java.net.URI;
import java.net.URISyntaxException;

import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Refuses requests whose target is no URI, such as {@code /v1/models/%zz}, as all others
 * are refused. Spring does not get to see them: it would answer with nothing but the
 * status.
 */
@Component
class MalformedTargets implements NettyRouteProvider {

    private final byte[] body;

    MalformedTargets(JsonMapper json) {
        this.body = json.writeValueAsBytes(
                ErrorBody.of(new ServiceException(ErrorKind.INVALID_REQUEST, "the path of the request is no URI")));
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(MalformedTargets::isMalformed, this::refuse);
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

    private Publisher<Void> refuse(HttpServerRequest request, HttpServerResponse response) {
        return response.status(ErrorKind.INVALID_REQUEST.status())
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
            .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(this.body.length))
            .header(RequestIds.HEADER, RequestIds.usable(request.requestHeaders().get(RequestIds.HEADER)))
            .sendByteArray(Mono.just(this.body));
    }

}

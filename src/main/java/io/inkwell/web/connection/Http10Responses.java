package io.inkwell.web.connection;

import io.netty.handler.codec.http.HttpVersion;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerState;

/**
 * Responds to HTTP/1.0 without chunks, which such clients cannot parse. The end of the
 * connection is the end of the body.
 */
@Component
class Http10Responses implements NettyServerCustomizer {

    @Override
    public HttpServer apply(HttpServer server) {
        return server.childObserve(Http10Responses::onStateChange);
    }

    private static void onStateChange(Connection exchange, ConnectionObserver.State state) {
        if (state == HttpServerState.REQUEST_RECEIVED && exchange instanceof HttpServerRequest request
                && exchange instanceof HttpServerResponse response && request.version().equals(HttpVersion.HTTP_1_0)) {
            response.keepAlive(false).chunkedTransfer(false);
        }
    }

}

package io.inkwell.web.connection;

import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Responds to clients that close their side of the connection after the request, as
 * {@code nc -N} does.
 */
@Component
class HalfClosedClients implements NettyServerCustomizer {

    private static final String NAME = "halfClosedClients";

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> watch(channel));
    }

    private static void watch(Channel channel) {
        // HTTP/2 uses another codec.
        if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new PendingResponses());
        }
    }

}

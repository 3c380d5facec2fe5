package io.inkwell.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Responds to clients that close their side of the connection after the request, as
 * {@code nc -N} does, and to all of several requests that are sent at once.
 */
@Component
class HalfClosedClients implements NettyServerCustomizer {

    private static final String NAME = "halfClosedClients";

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> watch(channel));
    }

    private static void watch(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        // HTTP/2 uses another codec, and TLS has an end of its own.
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            boolean mayHalfClose = pipeline.get(NettyPipeline.SslHandler) == null;
            pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new PendingResponses(mayHalfClose));
        }
    }

}

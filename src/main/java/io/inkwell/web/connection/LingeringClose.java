package io.inkwell.web.connection;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServer;

/**
 * On shutdown, waits until clients have received their responses. The kernel accepts
 * bytes before a slow client reads them, and a container loses them with its network.
 * Each connection is therefore closed for writing first; the client confirms delivery by
 * closing its side.
 */
@Component
public class LingeringClose implements NettyServerCustomizer {

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remoteAddress) -> this.connections.add(channel));
    }

    /**
     * Closes every connection for writing after its current response, and waits until
     * clients have closed theirs.
     * @param patience how long to wait
     * @return whether all clients have closed
     */
    public boolean closeAll(Duration patience) throws InterruptedException {
        this.connections.forEach((channel) -> channel.eventLoop().execute(() -> afterResponse(channel)));
        return this.connections.newCloseFuture().await(patience.toMillis());
    }

    private static void afterResponse(Channel channel) {
        ChannelOperations<?, ?> response = ChannelOperations.get(channel);
        Mono<Void> written = (response != null) ? response.onTerminate() : Mono.empty();
        written.doFinally((signal) -> endOutput(channel)).onErrorComplete().subscribe();
    }

    private static void endOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            // TLS ends its output with a message of its own.
            tls.closeOutbound();
        }
        else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        else {
            channel.close();
        }
    }

}

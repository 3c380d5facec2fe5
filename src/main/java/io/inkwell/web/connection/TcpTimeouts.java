package io.inkwell.web.connection;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

import io.inkwell.web.stream.StreamSettings;

/**
 * Has the kernel close the connections of clients that are out of reach, or have stopped
 * reading: of the one no packet ever tells, and the other may never fill his buffer. On
 * x86-64 Linux alone, for which Reactor Netty brings epoll.
 */
@Component
class TcpTimeouts implements NettyServerCustomizer {

    private final Duration timeout;

    TcpTimeouts(StreamSettings settings) {
        this.timeout = settings.unreadTimeout();
    }

    @Override
    public HttpServer apply(HttpServer server) {
        if (!Epoll.isAvailable()) {
            return server;
        }
        // Keep-alive finds those who are being sent nothing, waiting for a whole answer.
        return server.childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(EpollChannelOption.TCP_KEEPIDLE, Math.toIntExact(Math.max(1, this.timeout.toSeconds())))
            .childOption(EpollChannelOption.TCP_USER_TIMEOUT, Math.toIntExact(this.timeout.toMillis()));
    }

}

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
 * Lets the kernel close connections whose client is unreachable or has stopped reading.
 * An unreachable client sends no packet, and a stalled one may never fill its buffer.
 * Applies to Linux on x86-64 only, where Reactor Netty ships epoll.
 */
@Component
class TcpTimeouts implements NettyServerCustomizer {

    /** The maximum that Linux allows. */
    private static final long MAX_KEEP_IDLE_SECONDS = 32_767;

    private final Duration timeout;

    TcpTimeouts(StreamSettings settings) {
        this.timeout = settings.unreadTimeout();
    }

    @Override
    public HttpServer apply(HttpServer server) {
        if (!Epoll.isAvailable()) {
            return server;
        }
        // Keep-alive covers clients that wait for a whole response.
        return server.childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(EpollChannelOption.TCP_KEEPIDLE, keepIdleSeconds())
            .childOption(EpollChannelOption.TCP_USER_TIMEOUT, Math.toIntExact(this.timeout.toMillis()));
    }

    private int keepIdleSeconds() {
        return (int) Math.max(1, Math.min(MAX_KEEP_IDLE_SECONDS, this.timeout.toSeconds()));
    }

}

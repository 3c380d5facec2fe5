package io.inkwell.web.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Keeps a connection whose client has closed its side until the responses to its complete
 * requests are written. A client that has closed both sides looks the same, until it
 * receives something: its system then resets the connection. Events of a stream and their
 * heartbeats have this effect. Before a response begins, {@code 100 Continue} has it,
 * which clients of HTTP/1.1 skip. HTTP/1.0 has no such response, so there the response
 * must begin in time.
 * <p>
 * A request that is sent before the response to another, and that asks to close the
 * connection, closes it after its own response. Reactor Netty 1.3 would close it after
 * the first one.
 */
final class PendingResponses extends ChannelDuplexHandler {

    /**
     * The time before the first probe, which doubles with each. It bounds how long an
     * abandoned request runs. Most short requests end before it, so that simple clients,
     * which do not expect an interim response, see none.
     */
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    /** How long an abandoned request of HTTP/1.0 runs. */
    private static final Duration HTTP_1_0_PATIENCE = Duration.ofSeconds(5);

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final boolean mayHalfClose;

    /** Below zero if a response ended before its request. */
    private int numPending;

    private boolean hasBegun;

    private boolean isHttp10;

    private boolean isHalfClosed;

    private boolean closesAfterLast;

    private @Nullable Future<?> probing;

    /**
     * @param mayHalfClose whether a client that has closed its side may get its responses
     */
    PendingResponses(boolean mayHalfClose) {
        this.mayHalfClose = mayHalfClose;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            this.isHttp10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
            if (this.numPending > 0 && !HttpUtil.isKeepAlive(request)) {
                this.closesAfterLast = true;
                HttpUtil.setKeepAlive(request, true);
            }
            allowHalfClosure(context, false);
        }
        if (message instanceof LastHttpContent) {
            this.numPending++;
            allowHalfClosure(context, this.mayHalfClose && this.numPending > 0);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isInterim = false;
        if (message instanceof HttpResponse response) {
            isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            this.hasBegun = !isInterim;
            if (this.closesAfterLast && this.numPending == 1) {
                HttpUtil.setKeepAlive(response, false);
            }
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                // HTTP/2 follows.
                end(context, 0);
            }
        }
        if (message instanceof LastHttpContent && !isInterim) {
            end(context, this.numPending - 1);
            boolean isLast = (this.isHalfClosed || this.closesAfterLast) && this.numPending <= 0;
            context.write(message, isLast ? promise.unvoid().addListener((written) -> close(context)) : promise);
        }
        else {
            context.write(message, promise);
        }
    }

    /** Lets Reactor Netty end the response first. */
    private static void close(ChannelHandlerContext context) {
        context.executor().execute(context::close);
    }

    private void end(ChannelHandlerContext context, int numLeft) {
        this.hasBegun = false;
        this.numPending = numLeft;
        if (numLeft <= 0) {
            allowHalfClosure(context, false);
        }
    }

    private static void allowHalfClosure(ChannelHandlerContext context, boolean allow) {
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, allow);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            this.isHalfClosed = true;
            if (this.isHttp10) {
                this.probing = context.executor()
                    .schedule(() -> closeUnlessBegun(context), HTTP_1_0_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            else {
                probeAfter(context, FIRST_DELAY.toMillis());
            }
        }
        if (event == ChannelOutputShutdownEvent.INSTANCE && this.isHalfClosed) {
            // The kernel's buffer is full, and Netty cannot wait for it either.
            close(context);
        }
        context.fireUserEventTriggered(event);
    }

    /**
     * There is nothing left to read. Netty 4.2.18 has removed the socket from epoll and
     * would fail.
     */
    @Override
    public void read(ChannelHandlerContext context) {
        if (!this.isHalfClosed) {
            context.read();
        }
    }

    /** A reset closes both sides. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            allowHalfClosure(context, false);
        }
        context.fireExceptionCaught(cause);
    }

    private void closeUnlessBegun(ChannelHandlerContext context) {
        if (this.numPending > 0 && !this.hasBegun) {
            close(context);
        }
    }

    private void probeAfter(ChannelHandlerContext context, long millis) {
        this.probing = context.executor().schedule(() -> {
            probe(context);
            probeAfter(context, Math.min(2 * millis, MAX_DELAY.toMillis()));
        }, millis, TimeUnit.MILLISECONDS);
    }

    /** If the client is gone, the second probe fails and closes the connection. */
    private void probe(ChannelHandlerContext context) {
        ChannelHandlerContext codec = context.pipeline().context(NettyPipeline.HttpCodec);
        if (codec != null && this.numPending > 0 && !this.hasBegun) {
            codec.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (this.probing != null) {
            this.probing.cancel(false);
        }
        context.fireChannelInactive();
    }

}

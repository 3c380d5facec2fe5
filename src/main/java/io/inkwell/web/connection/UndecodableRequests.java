package io.inkwell.web.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.CorsHeaders;
import io.inkwell.web.ErrorBody;
import io.inkwell.web.RequestIds;

/**
 * Adds an error body to responses to undecodable requests. Reactor Netty sends only a
 * status for these and closes the connection.
 */
@Component
public class UndecodableRequests implements NettyServerCustomizer {

    private static final String NAME = "undecodableRequests";

    private final CorsHeaders cors;

    private final JsonMapper json;

    UndecodableRequests(CorsHeaders cors, JsonMapper json) {
        this.cors = cors;
        this.json = json;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.httpMessageLogFactory(new DecodingLog())
            .doOnChannelInit((observer, channel, address) -> watch(channel));
    }

    private void watch(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        // HTTP/2 uses another codec.
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new Watch());
        }
    }

    private static @Nullable String message(FullHttpResponse response) {
        boolean isBare = !response.content().isReadable()
                && response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        if (!isBare) {
            return null;
        }
        return switch (response.status().code()) {
            case 400 -> "the request is not valid HTTP";
            case 414 -> "the request URI is too long";
            case 431 -> "the request headers are too large";
            default -> null;
        };
    }

    private final class Watch extends ChannelDuplexHandler {

        private @Nullable String origin;

        private @Nullable String requestId;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                this.origin = request.headers().get(HttpHeaderNames.ORIGIN);
                this.requestId = request.headers().get(RequestIds.HEADER);
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            String problem = (message instanceof FullHttpResponse response) ? message(response) : null;
            context.write((problem != null) ? withBody((FullHttpResponse) message, problem) : message, promise);
        }

        private FullHttpResponse withBody(FullHttpResponse bare, String problem) {
            byte[] body = UndecodableRequests.this.json
                .writeValueAsBytes(ErrorBody.of(new ServiceException(ErrorKind.INVALID_REQUEST, problem)));
            FullHttpResponse response = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(),
                    Unpooled.wrappedBuffer(body));
            HttpHeaders headers = response.headers().set(bare.headers());
            headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            headers.set(RequestIds.HEADER, RequestIds.usable(this.requestId));
            UndecodableRequests.this.cors.label(this.origin, headers);
            bare.release();
            return response;
        }

    }

}

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
 * Gives a body to the answers to what Netty cannot decode. Reactor Netty answers such
 * requests itself, with a status alone, and closes the connection.
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
        // HTTP/2 has another codec.
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new Watch());
        }
    }

    private static @Nullable String message(FullHttpResponse answer) {
        boolean isBare = !answer.content().isReadable()
                && answer.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        if (!isBare) {
            return null;
        }
        return switch (answer.status().code()) {
            case 400 -> "the request is not valid HTTP";
            case 414 -> "the address of the request is longer than the service reads";
            case 431 -> "the headers of the request are larger than the service reads";
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
            String problem = (message instanceof FullHttpResponse answer) ? message(answer) : null;
            context.write((problem != null) ? withBody((FullHttpResponse) message, problem) : message, promise);
        }

        private FullHttpResponse withBody(FullHttpResponse bare, String problem) {
            byte[] body = UndecodableRequests.this.json
                .writeValueAsBytes(ErrorBody.of(new ServiceException(ErrorKind.INVALID_REQUEST, problem)));
            FullHttpResponse answer = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(),
                    Unpooled.wrappedBuffer(body));
            HttpHeaders headers = answer.headers().set(bare.headers());
            headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            headers.set(RequestIds.HEADER, RequestIds.usable(this.requestId));
            UndecodableRequests.this.cors.label(this.origin, headers);
            bare.release();
            return answer;
        }

    }

}

package io.inkwell.web.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.web.ErrorBody;
import io.inkwell.web.Failures;
import io.inkwell.web.RequestIds;

/**
 * Writes server-sent events as OpenAI does: {@code data: } with its space, one line of
 * JSON, an empty line, each flushed at once; {@code data: [DONE]} at the end. Spring's
 * own writer leaves the space out, and clients that cut off six characters then read
 * nothing.
 */
@Component
public class EventStream {

    private static final Logger logger = LoggerFactory.getLogger(EventStream.class);

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END_OF_EVENT = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DONE = frame("[DONE]".getBytes(StandardCharsets.US_ASCII));

    private final JsonMapper json;

    private final StreamSettings settings;

    EventStream(JsonMapper json, StreamSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /**
     * Writes the events. A failure before anything was written is the response's, with
     * its status; a later one, after a heartbeat too, becomes the last event before the
     * end. A reader who falls too far behind is cut off, as if he had gone.
     */
    public Mono<Void> write(ServerHttpResponse response, Flux<?> events) {
        Flux<byte[]> frames = Heartbeats.fillSilence(events.map(this::event), this.settings.heartbeat())
            .switchOnFirst((first, all) -> first.isOnError() ? all : all.onErrorResume(this::lastEvent))
            .concatWithValues(DONE);
        UnreadFrames unread = new UnreadFrames(this.settings.maxUnreadBytes(), () -> hangUp(response));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8));
        headers.setCacheControl("no-cache");
        // Tells nginx not to collect the events before it passes them on.
        headers.set("X-Accel-Buffering", "no");
        DataBufferFactory buffers = response.bufferFactory();
        // Reactor Netty flushes as soon as no more frames wait. A flush asked for after
        // each
        // frame goes through Flux.concat, which can lose a request that another thread
        // makes.
        return response.writeWith(unread.buffer(frames).map(buffers::wrap));
    }

    private byte[] event(Object event) {
        return frame(this.json.writeValueAsBytes(event));
    }

    private Mono<byte[]> lastEvent(Throwable thrown) {
        return Mono.just(event(ErrorBody.of(Failures.toServiceException(thrown))));
    }

    private static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(DATA.length + payload.length + END_OF_EVENT.length)
            .put(DATA)
            .put(payload)
            .put(END_OF_EVENT)
            .array();
    }

    // An error event would only wait behind all the others.
    private void hangUp(ServerHttpResponse response) {
        logger.info("{} is cut off: its reader has left {} bytes unread", RequestIds.of(response),
                this.settings.maxUnreadBytes());
        HttpServerResponse connected = ServerHttpResponseDecorator.getNativeResponse(response);
        connected.withConnection(DisposableChannel::dispose);
    }

}

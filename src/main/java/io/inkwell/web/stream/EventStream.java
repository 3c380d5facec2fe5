package io.inkwell.web.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
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

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.Failures;
import io.inkwell.web.RequestIds;
import io.inkwell.web.ResponseBytes;

/**
 * Writes server-sent events as OpenAI's clients expect them: {@code data: } with its
 * space, one line of JSON, and an empty line. Spring's own writer omits the space, and
 * clients that cut off six characters then fail.
 */
@Component
public class EventStream {

    private static final Logger logger = LoggerFactory.getLogger(EventStream.class);

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END_OF_EVENT = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DONE = frame(null, "[DONE]".getBytes(StandardCharsets.US_ASCII));

    private final JsonMapper json;

    private final StreamSettings settings;

    EventStream(JsonMapper json, StreamSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /** Writes the events in the format of OpenAI's completions. */
    public Mono<Void> write(ServerHttpResponse response, Flux<?> events) {
        return write(response, events, EventFormat.OPENAI);
    }

    /**
     * Writes the events. A failure before the first byte sets the status of the response.
     * A later failure, also one after a heartbeat, becomes the last event. A client that
     * falls too far behind is disconnected.
     */
    public Mono<Void> write(ServerHttpResponse response, Flux<?> events, EventFormat format) {
        Flux<byte[]> frames = Heartbeats
            .fillSilence(events.map((event) -> frame(event, format)), this.settings.heartbeat())
            .switchOnFirst((first, all) -> first.isOnError() ? all
                    : all.onErrorResume((thrown) -> lastFrame(response, thrown, format)));
        if (format.endsWithDone()) {
            frames = frames.concatWithValues(DONE);
        }
        UnreadFrames unread = new UnreadFrames(this.settings.maxUnreadBytes(), () -> disconnect(response));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8));
        headers.setCacheControl("no-cache");
        // Disables buffering of the events in nginx.
        headers.set("X-Accel-Buffering", "no");
        DataBufferFactory buffers = response.bufferFactory();
        // Reactor Netty flushes once no more frames wait. Flushing after each frame would
        // go through Flux.concat, which can lose demand that another thread signals.
        return response.writeWith(unread.buffer(frames).map(buffers::wrap));
    }

    private byte[] frame(Object event, EventFormat format) {
        return ResponseBytes.of(() -> frame(format.name(event), this.json.writeValueAsBytes(event)));
    }

    private Mono<byte[]> lastFrame(ServerHttpResponse response, Throwable thrown, EventFormat format) {
        ServiceException failure = Failures.toServiceException(thrown);
        if (failure.kind() == ErrorKind.GENERATION_FAILED) {
            logger.error("The stream of request {} failed", RequestIds.of(response), thrown);
        }
        return Mono.just(frame(format.failure(failure), format));
    }

    private static byte[] frame(@Nullable String name, byte[] payload) {
        byte[] prefix = (name != null) ? ("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII) : DATA;
        return ByteBuffer.allocate(prefix.length + payload.length + END_OF_EVENT.length)
            .put(prefix)
            .put(payload)
            .put(END_OF_EVENT)
            .array();
    }

    // An error event would only queue behind the unread ones.
    private void disconnect(ServerHttpResponse response) {
        logger.info(
                "Disconnected slow client of request {}: more than {} bytes unread (inkwell.streaming.max-unread-size)",
                RequestIds.of(response), this.settings.maxUnreadBytes());
        HttpServerResponse connected = ServerHttpResponseDecorator.getNativeResponse(response);
        connected.withConnection(DisposableChannel::dispose);
    }

}

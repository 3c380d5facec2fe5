package io.inkwell.web;

import java.nio.charset.StandardCharsets;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;

/**
 * Writes server-sent events as OpenAI does: {@code data: } with its space, one line of
 * JSON, an empty line, each flushed at once; {@code data: [DONE]} at the end. Spring's
 * own writer leaves the space out, and clients that cut off six characters then read
 * nothing.
 */
@Component
public class EventStream {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END_OF_EVENT = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper json;

    EventStream(JsonMapper json) {
        this.json = json;
    }

    /**
     * Writes the events. A failure before the first of them is the response's, with its
     * status; a later one becomes the last event before the end.
     */
    public Mono<Void> write(ServerHttpResponse response, Flux<?> events) {
        DataBufferFactory buffers = response.bufferFactory();
        Flux<byte[]> payloads = events.<byte[]>map(this.json::writeValueAsBytes)
            .switchOnFirst((first, all) -> first.isOnError() ? all : all.onErrorResume(this::lastEvent))
            .concatWith(Mono.fromSupplier(() -> DONE));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8));
        headers.setCacheControl("no-cache");
        // Tells nginx not to collect the events before it passes them on.
        headers.set("X-Accel-Buffering", "no");
        return response.writeAndFlushWith(payloads.map((payload) -> Mono.just(frame(buffers, payload))));
    }

    private Mono<byte[]> lastEvent(Throwable thrown) {
        ServiceException failure = Failures.toServiceException(thrown);
        return Mono.just(this.json.writeValueAsBytes(ErrorBody.of(failure)));
    }

    private static DataBuffer frame(DataBufferFactory buffers, byte[] payload) {
        return buffers.allocateBuffer(DATA.length + payload.length + END_OF_EVENT.length)
            .write(DATA)
            .write(payload)
            .write(END_OF_EVENT);
    }

}

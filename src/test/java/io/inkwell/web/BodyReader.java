package io.inkwell.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.limits.TextInSchedulers;
import io.inkwell.web.fields.UnknownFields;

/** Reads bodies like the service, on the test thread. */
public final class BodyReader {

    private BodyReader() {
    }

    public static <T> T read(JsonMapper json, String body, Class<T> type) {
        return read(json, body, type, UnknownFields.REFUSE);
    }

    public static <T> T read(JsonMapper json, String body, Class<T> type, UnknownFields unknown) {
        return read(json, body, type, unknown, Function.identity());
    }

    /** Returns the result of the function; errors use the field names of the client. */
    public static <T, R> R read(JsonMapper json, String body, Class<T> type, UnknownFields unknown,
            Function<T, R> use) {
        return new JsonBodies(json,
                new TextInSchedulers(Schedulers.immediate(), Schedulers.immediate(), Schedulers.immediate(),
                        Duration.ofMinutes(10), () -> 0),
                unknown)
            .read(Mono.just(body.getBytes(StandardCharsets.UTF_8)), type, (read) -> Mono.just(use.apply(read)))
            .blockOptional()
            .orElseThrow();
    }

}

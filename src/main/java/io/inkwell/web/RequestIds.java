package io.inkwell.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import io.micrometer.common.KeyValue;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Assigns an id to every request: the client's {@code X-Request-Id}, or a random one. The
 * id is in the response header, in log lines and in the span.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIds implements WebFilter {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();

    /** The name of a response header in OpenTelemetry. */
    private static final String ATTRIBUTE_OF_SPAN = "http.response.header.x-request-id";

    /** Ids that fit a log line: up to 128 visible ASCII characters. */
    private static final Pattern USABLE = Pattern.compile("[!-~]{1,128}");

    private static final HexFormat HEX = HexFormat.of();

    /** The id of the request. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** The id of the request that the response answers. */
    public static @Nullable String of(ServerHttpResponse response) {
        return response.getHeaders().getFirst(HEADER);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = usable(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
            .ifPresent((observed) -> observed.addHighCardinalityKeyValue(KeyValue.of(ATTRIBUTE_OF_SPAN, id)));
        return chain.filter(exchange).contextWrite(Context.of(RequestIdAccessor.KEY, id));
    }

    /** Returns the given id if it fits a log line, else a random one. */
    public static String usable(@Nullable String given) {
        return (given != null && USABLE.matcher(given).matches()) ? given : random();
    }

    /** Returns a random id. */
    public static String random() {
        // UUID.randomUUID reads a file, which would block the event loop.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

}

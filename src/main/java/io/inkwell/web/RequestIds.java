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
 * Names every request, as its client does in {@code X-Request-Id} or else by a random
 * number, and says the name in the answer's {@code X-Request-Id}, errors included, in its
 * log lines and in its span.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIds implements WebFilter {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();

    /** As OpenTelemetry calls a header of the answer. */
    private static final String ATTRIBUTE_OF_SPAN = "http.response.header.x-request-id";

    /** What a log line can hold: visible ASCII, and not too much of it. */
    private static final Pattern USABLE = Pattern.compile("[!-~]{1,128}");

    private static final HexFormat HEX = HexFormat.of();

    /** The name of the exchange's request. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** The name of the request that the response answers. */
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

    /** The name that was given if a log line can hold it, else a random one. */
    public static String usable(@Nullable String given) {
        return (given != null && USABLE.matcher(given).matches()) ? given : random();
    }

    // Not a random UUID: its bits come from a file, which an event loop must not read.
    public static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

}

package io.inkwell.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Normalizes {@code Accept}. The body of a request decides whether the response is a
 * stream, so stream types are dropped. A header that names no other type counts as
 * absent. So does an empty header, on which the metrics endpoint would fail.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
public class AcceptHeaderFilter implements WebFilter {

    private static final String EVENTS = AcceptHeaderFilter.class.getName();

    private static final Set<MediaType> STREAMS = Set.of(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_NDJSON);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders sent = exchange.getRequest().getHeaders();
        List<MediaType> accepted = accepted(sent);
        if (accepted == null) {
            return chain.filter(exchange);
        }
        if (accepted.stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype)) {
            exchange.getAttributes().put(EVENTS, true);
        }
        List<MediaType> read = accepted.stream().filter((type) -> !isStream(type)).toList();
        if (!read.isEmpty() && read.size() == accepted.size()) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
            .request((request) -> request.headers((headers) -> Optional.of(read)
                .filter((types) -> !types.isEmpty())
                .ifPresentOrElse(headers::setAccept, () -> headers.remove(HttpHeaders.ACCEPT))))
            .build());
    }

    /** Whether the client named server-sent events in {@code Accept}. */
    public static boolean acceptsEvents(ServerWebExchange exchange) {
        return exchange.getAttribute(EVENTS) != null;
    }

    /** Null if the header is absent or names no valid type. */
    private static @Nullable List<MediaType> accepted(HttpHeaders sent) {
        try {
            return sent.containsHeader(HttpHeaders.ACCEPT) ? sent.getAccept() : null;
        }
        catch (InvalidMediaTypeException ex) {
            return null;
        }
    }

    private static boolean isStream(MediaType type) {
        return STREAMS.stream().anyMatch(type::equalsTypeAndSubtype);
    }

}

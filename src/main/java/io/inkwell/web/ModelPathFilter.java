package io.inkwell.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Rewrites {@code /v1/models/openai-community/gpt2} to
 * {@code /v1/models/openai-community%2Fgpt2}, because clients send model names in both
 * forms. Runs before the API key check, so both see the same path.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ModelPathFilter implements WebFilter {

    /** Owner, name, and the resource below the model. */
    private static final Pattern SLASHED = Pattern.compile(
            "/v1/models/([^/]+)/(?!(?:architecture|weights)(?:/|$))([^/]+)((?:/architecture|/weights(?:/[^/]+)?)?)");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Matcher slashed = SLASHED.matcher(exchange.getRequest().getPath().pathWithinApplication().value());
        if (!slashed.matches()) {
            return chain.filter(exchange);
        }
        String path = exchange.getRequest().getPath().contextPath().value()
                + slashed.replaceFirst("/v1/models/$1%2F$2$3");
        return chain.filter(exchange.mutate().request((request) -> request.path(path)).build());
    }

}

package io.inkwell.access;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Requires an API key with a scope for the path, if API keys are in use. The filter runs
 * before all handlers, so a path without a rule is denied.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ApiKeyFilter implements WebFilter {

    private static final Logger logger = LoggerFactory.getLogger(ApiKeyFilter.class);

    private static final String REALM = " realm=\"inkwell\"";

    private final ApiKeyStore keys;

    private final PublicPaths publicPaths;

    ApiKeyFilter(ApiKeyStore keys, PublicPaths publicPaths) {
        this.keys = keys;
        this.publicPaths = publicPaths;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (this.publicPaths.include(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        if (!this.keys.isInUse()) {
            return AccessRules.isClosedWithoutKeys(path) ? closed(exchange) : chain.filter(exchange);
        }
        Optional<ApiKeySecret> secret = Credentials.of(exchange.getRequest().getHeaders());
        Optional<ApiKey> key = secret.flatMap(this.keys::find);
        if (key.isEmpty()) {
            return reject(exchange, secret.isPresent());
        }
        RequestKey.set(exchange, key.get());
        return AccessRules.scopes(exchange.getRequest().getMethod(), path)
            .map((scopes) -> filter(exchange, chain, key.get(), scopes))
            .orElseGet(() -> Mono
                .error(() -> new ServiceException(ErrorKind.NOT_FOUND, "no resource exists at this path")));
    }

    private static Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, ApiKey key, Set<Scope> scopes) {
        if (Collections.disjoint(key.scopes(), scopes)) {
            logger.info("{} {} denied for API key {}", exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(), key.id());
            String scope = scopes.stream().map(Scope::label).sorted().collect(Collectors.joining(" "));
            return forbid(exchange, scope, "the API key lacks the required scope: " + scope);
        }
        return chain.filter(exchange);
    }

    private static Mono<Void> reject(ServerWebExchange exchange, boolean given) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer" + REALM + (given ? ", error=\"invalid_token\"" : ""));
        if (isNavigation(exchange)) {
            // Makes a browser prompt for the key and send it with all requests of the
            // page.
            headers.add(HttpHeaders.WWW_AUTHENTICATE, "Basic" + REALM + ", charset=\"UTF-8\"");
        }
        return Mono.error(() -> new ServiceException(ErrorKind.UNAUTHENTICATED,
                given ? "invalid API key" : "missing API key; send the header Authorization: Bearer <key>"));
    }

    private static Mono<Void> closed(ServerWebExchange exchange) {
        String scope = Scope.ADMIN.label();
        return forbid(exchange, scope,
                "this path requires an API key with the scope " + scope + ", and the service has no API keys");
    }

    private static boolean isNavigation(ServerWebExchange exchange) {
        return exchange.getRequest()
            .getHeaders()
            .getOrEmpty(HttpHeaders.ACCEPT)
            .stream()
            .anyMatch((accept) -> accept.contains(MediaType.TEXT_HTML_VALUE));
    }

    private static Mono<Void> forbid(ServerWebExchange exchange, String scope, String message) {
        exchange.getResponse()
            .getHeaders()
            .add(HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer" + REALM + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        return Mono.error(() -> new ServiceException(ErrorKind.FORBIDDEN, message));
    }

}

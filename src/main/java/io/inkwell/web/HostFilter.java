package io.inkwell.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Rejects requests that web pages of others send to a service without API keys. A page
 * can let its own host name resolve to the loopback address (DNS rebinding) and then read
 * responses; its requests have that name in {@code Host}. A page can also send requests
 * without reading the responses; these have its origin in {@code Origin}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class HostFilter implements WebFilter {

    private final HostSettings hosts;

    private final CorsSettings cors;

    HostFilter(HostSettings hosts, CorsSettings cors) {
        this.hosts = hosts;
        this.cors = cors;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<ServiceException> problem = this.hosts.isChecked() ? problem(exchange.getRequest().getHeaders())
                : Optional.empty();
        return problem.<Mono<Void>>map(Mono::error).orElseGet(() -> chain.filter(exchange));
    }

    private Optional<ServiceException> problem(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.HOST);
        if (given.size() != 1) {
            return Optional.of(new ServiceException(ErrorKind.INVALID_REQUEST,
                    "the request must have one Host header; given: " + given.size()));
        }
        String host = given.get(0);
        if (!this.hosts.allows(host)) {
            return Optional.of(new ServiceException(ErrorKind.FOREIGN_HOST,
                    "the Host header must be localhost, 127.0.0.1, [::1] or one of inkwell.security.allowed-hosts; "
                            + "given: \"" + host + "\""));
        }
        String origin = headers.getOrigin();
        return isForeign(origin, host) ? Optional.of(new ServiceException(ErrorKind.FOREIGN_ORIGIN,
                "the Origin header must be that of the service or one of inkwell.cors.allowed-origins; given: \""
                        + origin + "\""))
                : Optional.empty();
    }

    // Behind a proxy that terminates TLS, the scheme of the origin is not the service's.
    private boolean isForeign(@Nullable String origin, String host) {
        if (origin == null || this.cors.allows(origin)) {
            return false;
        }
        String given = origin.toLowerCase(Locale.ROOT);
        String own = host.toLowerCase(Locale.ROOT);
        return !given.equals("http://" + own) && !given.equals("https://" + own);
    }

}

package io.inkwell.quota;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Applies the limits of API keys to every POST, except those of operators. The
 * controllers reserve tokens once the prompt is encoded. Runs after the checks that
 * reject requests at no cost.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 21)
class QuotaFilter implements WebFilter {

    private static final PathPattern ADMIN = PathPatternParser.defaultInstance.parse("/admin/**");

    private final Quotas quotas;

    QuotaFilter(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (exchange.getRequest().getMethod() != HttpMethod.POST || ADMIN.matches(path)) {
            return chain.filter(exchange);
        }
        return Mono.using(() -> this.quotas.of(exchange),
                (quota) -> quota.enter()
                    .then(Mono.defer(() -> chain.filter(exchange)))
                    .doOnError((failure) -> quota.fail()),
                RequestQuota::close);
    }

}

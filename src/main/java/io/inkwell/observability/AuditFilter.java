package io.inkwell.observability;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Scheduler;

/**
 * Logs every request that is not a read, when its response has ended. An event loop must
 * not wait for the console, so another thread writes the line.
 */
@Component
@ConditionalOnBooleanProperty(name = "inkwell.audit.enabled", matchIfMissing = true)
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter implements WebFilter {

    private final Scheduler textOutScheduler;

    AuditFilter(Scheduler textOutScheduler) {
        this.textOutScheduler = textOutScheduler;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        if (method != HttpMethod.POST && method != HttpMethod.DELETE) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            long start = System.nanoTime();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            return chain.filter(exchange).doOnError(failure::set).doFinally((signal) -> {
                AuditLine line = AuditLine.of(exchange, failure.get(), signal == SignalType.CANCEL,
                        Duration.ofNanos(System.nanoTime() - start));
                this.textOutScheduler.schedule(line::log);
            });
        });
    }

}

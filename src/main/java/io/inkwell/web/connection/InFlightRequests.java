package io.inkwell.web.connection;

import java.time.Duration;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Counts the POST requests in flight, and rejects new ones during shutdown. Other
 * methods, such as probes and metrics, are always served and not counted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class InFlightRequests implements WebFilter {

    private int count;

    private volatile boolean rejecting;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> closeWhenRejecting(exchange.getResponse()));
        if (exchange.getRequest().getMethod() != HttpMethod.POST) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            if (!enter()) {
                return Mono.error(new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down"));
            }
            return chain.filter(exchange).doFinally((signal) -> leave());
        });
    }

    /**
     * Closes the connection, so that the client sends its next request to another
     * instance.
     */
    private Mono<Void> closeWhenRejecting(ServerHttpResponse response) {
        return Mono.fromRunnable(() -> {
            if (this.rejecting) {
                response.getHeaders().set(HttpHeaders.CONNECTION, "close");
            }
        });
    }

    private synchronized boolean enter() {
        if (!this.rejecting) {
            this.count++;
        }
        return !this.rejecting;
    }

    private synchronized void leave() {
        this.count--;
        notifyAll();
    }

    /** Rejects new requests with 503 from now on. */
    public synchronized void reject() {
        this.rejecting = true;
    }

    public synchronized int count() {
        return this.count;
    }

    /**
     * Waits until no request is in flight.
     * @return whether none is
     */
    public synchronized boolean awaitNone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long millisLeft = patience.toMillis();
        while (this.count > 0 && millisLeft > 0) {
            wait(millisLeft);
            millisLeft = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return this.count == 0;
    }

}

package io.inkwell.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.error.ServiceException;
import io.inkwell.limits.BodyTimeout;
import io.inkwell.limits.OpenBody;
import io.inkwell.limits.OpenBytes;

/**
 * Counts the bytes of request bodies as they arrive, until the response ends. Beyond the
 * limit for all requests, the one whose bytes arrive fails with 429. A body that does not
 * arrive in time fails with 408. Uploads of files, which are not kept in memory, are not
 * counted, and have a limit of their own for each part.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
public class OpenBodies implements WebFilter {

    private static final String ATTRIBUTE = OpenBodies.class.getName();

    private static final PathPattern UPLOAD = PathPatternParser.defaultInstance.parse("/v1/files");

    private final OpenBytes budget;

    private final BodyTimeout timeout;

    OpenBodies(OpenBytes budget, BodyTimeout timeout) {
        this.budget = budget;
        this.timeout = timeout;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getMethod() != HttpMethod.POST
                || UPLOAD.matches(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return Mono.using(this.budget::open, (body) -> {
            exchange.getAttributes().put(ATTRIBUTE, body);
            ServerHttpRequest counted = new CountedRequest(exchange.getRequest(), body, this.timeout);
            return chain.filter(exchange.mutate().request(counted).build());
        }, OpenBody::close);
    }

    /**
     * Releases the bytes of a body whose prompts are encoded. The caller no longer holds
     * the body or its texts.
     */
    public static void encoded(ServerWebExchange exchange) {
        if (exchange.getAttribute(ATTRIBUTE) instanceof OpenBody body) {
            body.shrink();
        }
    }

    private static final class CountedRequest extends ServerHttpRequestDecorator {

        private final OpenBody body;

        private final BodyTimeout timeout;

        CountedRequest(ServerHttpRequest request, OpenBody body, BodyTimeout timeout) {
            super(request);
            this.body = body;
            this.timeout = timeout;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return this.timeout.limit(super.getBody().map(this::count));
        }

        private DataBuffer count(DataBuffer buffer) {
            try {
                this.body.add(buffer.readableByteCount());
                return buffer;
            }
            catch (ServiceException ex) {
                DataBufferUtils.release(buffer);
                throw ex;
            }
        }

    }

}

package io.inkwell.observability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

import io.inkwell.access.ApiKey;
import io.inkwell.access.RequestKey;
import io.inkwell.quota.RequestUsage;
import io.inkwell.web.ApiErrorHandler;
import io.inkwell.web.Failures;
import io.inkwell.web.RequestIdAccessor;
import io.inkwell.web.RequestIds;

/**
 * One line of the log about a request: who sent it, what it used and how it ended, never
 * its text. In JSON logs each value is also a field below {@code inkwell}.
 *
 * @param requestId as in the response
 * @param target method and path
 */
record AuditLine(String requestId, String target, Map<String, Object> fields) {

    private static final Logger logger = LoggerFactory.getLogger("io.inkwell.audit");

    /**
     * @param failure null unless the response is an error
     * @param total from arrival to the end of the response
     */
    static AuditLine of(ServerWebExchange exchange, @Nullable Throwable failure, boolean isCancelled, Duration total) {
        RequestUsage.Snapshot usage = RequestUsage.of(exchange).snapshot();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", status(exchange, failure, isCancelled));
        RequestKey.of(exchange).map(ApiKey::id).ifPresent((id) -> fields.put("key", id));
        if (usage.model() != null) {
            fields.put("model", usage.model());
            fields.put("prompt_tokens", usage.numPromptTokens());
            fields.put("generated_tokens", usage.numGeneratedTokens());
            fields.put("finished", finished(usage, isCancelled));
        }
        RequestUsage.Completed completed = usage.completed();
        if (completed != null) {
            fields.put("cached_tokens", completed.numCachedTokens());
            fields.put("seed", completed.seed());
            fields.put("queue_ms", completed.queue().toMillis());
            fields.put("first_token_ms", completed.firstToken().toMillis());
        }
        fields.put("total_ms", total.toMillis());
        ServerHttpRequest request = exchange.getRequest();
        return new AuditLine(RequestIds.of(exchange),
                request.getMethod() + " " + request.getPath().pathWithinApplication().value(), fields);
    }

    /** Writes the line, which may block. */
    void log() {
        MDC.put(RequestIdAccessor.KEY, this.requestId);
        try {
            LoggingEventBuilder line = logger.atInfo();
            this.fields.forEach((name, value) -> line.addKeyValue("inkwell." + name, value));
            line.log("{} {}", this.target,
                    this.fields.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
        finally {
            MDC.remove(RequestIdAccessor.KEY);
        }
    }

    private static int status(ServerWebExchange exchange, @Nullable Throwable failure, boolean isCancelled) {
        HttpStatusCode sent = exchange.getResponse().getStatusCode();
        if (exchange.getResponse().isCommitted()) {
            return (sent != null) ? sent.value() : 200;
        }
        if (failure != null) {
            return Failures.toServiceException(failure).kind().status();
        }
        return isCancelled ? ApiErrorHandler.CLIENT_CLOSED_REQUEST : 200;
    }

    private static String finished(RequestUsage.Snapshot usage, boolean isCancelled) {
        // The response to a disconnected client may end without a cancel signal, and
        // before the completion does.
        return (isCancelled || usage.isGenerating()) ? "cancelled" : usage.finishReasons()
            .entrySet()
            .stream()
            .map((reason) -> (reason.getValue() > 1) ? reason.getKey() + ":" + reason.getValue() : reason.getKey())
            .sorted()
            .collect(Collectors.joining(","));
    }

}

package io.inkwell.explanation;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.quota.RequestQuota;
import io.inkwell.quota.RequestUsage;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelUse;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestModels;
import io.inkwell.web.stream.EventStream;

/**
 * Serves every explain endpoint: reads the body, finds the model, runs the computation on
 * the executor with float32 weights, and writes the response.
 */
@Component
@ConditionalOnBooleanProperty(name = "inkwell.explain.enabled", matchIfMissing = true)
public class ExplanationService {

    private final RequestModels models;

    private final Float32Models float32Models;

    private final ExplanationExecutor executor;

    private final JsonBodies bodies;

    private final EventStream eventStream;

    ExplanationService(RequestModels models, Float32Models float32Models, ExplanationExecutor executor,
            JsonBodies bodies, EventStream eventStream) {
        this.models = models;
        this.float32Models = float32Models;
        this.executor = executor;
        this.bodies = bodies;
        this.eventStream = eventStream;
    }

    /**
     * Serves one request.
     * @param prepare validates the body for its model, and returns the computation
     */
    public <B extends ExplanationBody> Mono<Void> serve(Mono<byte[]> body, Class<B> type, ServerWebExchange exchange,
            BiFunction<B, LoadedModel, Explanation> prepare) {
        return this.bodies.read(body, type, (parsed) -> this.models.useBase(parsed.model(),
                (model) -> respond(exchange, model, prepare.apply(parsed, model))));
    }

    private Mono<Void> respond(ServerWebExchange exchange, LoadedModel model, Explanation explanation) {
        RequestUsage.of(exchange).start(model.name(), explanation.numTokens());
        return RequestQuota.reserve(exchange, explanation.numTokens(), 0)
            .then(Mono.defer(() -> respond(exchange.getResponse(), model, explanation)));
    }

    private Mono<Void> respond(ServerHttpResponse response, LoadedModel model, Explanation explanation) {
        if (explanation.isStream()) {
            return this.eventStream.write(response, this.executor.<Object>stream(
                    (cancellation, events) -> events.accept(compute(model, explanation, cancellation, events))));
        }
        return this.executor.compute((cancellation) -> compute(model, explanation, cancellation, (event) -> {
        })).flatMap((result) -> write(response, result));
    }

    private Object compute(LoadedModel model, Explanation explanation, CancellationToken cancellation,
            Consumer<Object> events) {
        // A computation continues for a moment after the client has disconnected.
        try (ModelUse use = model.use()) {
            return this.float32Models.with(use.model(),
                    (gpt2) -> explanation.computation().compute(gpt2, cancellation, events));
        }
    }

    private Mono<Void> write(ServerHttpResponse response, Object result) {
        if (result instanceof SerializedJson json) {
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            response.getHeaders().setContentLength(json.bytes().length);
            return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(json.bytes())));
        }
        return this.bodies.write(response, result);
    }

}

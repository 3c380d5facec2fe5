package io.inkwell.explanation;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.stream.EventStream;

/**
 * Serves every explain endpoint: reads the body, finds the model, runs the computation on
 * the executor with float32 weights, and writes the response.
 */
@Component
@ConditionalOnBooleanProperty(name = "inkwell.explain.enabled", matchIfMissing = true)
public class ExplanationService {

    private final ModelRegistry registry;

    private final Float32Models models;

    private final ExplanationExecutor executor;

    private final JsonBodies bodies;

    private final EventStream eventStream;

    ExplanationService(ModelRegistry registry, Float32Models models, ExplanationExecutor executor, JsonBodies bodies,
            EventStream eventStream) {
        this.registry = registry;
        this.models = models;
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
        return this.bodies.read(body, type, (parsed) -> {
            String name = parsed.model();
            LoadedModel model = this.registry.get((name != null) ? name : ModelRegistry.DEFAULT);
            return respond(exchange.getResponse(), model, prepare.apply(parsed, model));
        });
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
        return this.models.with(model, (gpt2) -> explanation.computation().compute(gpt2, cancellation, events));
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

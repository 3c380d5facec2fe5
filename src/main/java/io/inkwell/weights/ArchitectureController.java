package io.inkwell.weights;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationExecutor;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestModels;

/** Serves {@code GET /v1/models/{id}/architecture}. */
@ExplanationEndpoints
class ArchitectureController {

    private final RequestModels models;

    private final ExplanationExecutor executor;

    private final JsonBodies bodies;

    ArchitectureController(RequestModels models, ExplanationExecutor executor, JsonBodies bodies) {
        this.models = models;
        this.executor = executor;
        this.bodies = bodies;
    }

    @GetMapping("/v1/models/{id}/architecture")
    Mono<Void> architecture(@PathVariable String id, ServerWebExchange exchange) {
        return this.models.useBase(id, (model) -> this.executor.compute((cancellation) -> {
            try (Checkpoint checkpoint = model.openCheckpoint()) {
                return Architecture.of(model, checkpoint);
            }
        })).flatMap((architecture) -> this.bodies.write(exchange.getResponse(), architecture));
    }

}

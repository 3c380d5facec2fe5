package io.inkwell.explanation.importance;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.noise.NoiseProgress;
import io.inkwell.explanation.noise.NoiseRequest;
import io.inkwell.explanation.noise.NoiseResponse;
import io.inkwell.explanation.noise.NoiseRun;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.fields.FieldChoice;
import io.inkwell.web.stream.EventStream;

/** {@code POST /v1/explain/importance}: which parts of a text the next token hangs on. */
@ExplanationEndpoints
class ImportanceController {

    /** Iterations between two events of a stream. */
    private static final int PROGRESS_EVERY = 10;

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    private final EventStream events;

    ImportanceController(ExplanationService explanations, ExplanationLimits limits, JsonBodies bodies,
            EventStream events) {
        this.explanations = explanations;
        this.limits = limits;
        this.bodies = bodies;
        this.events = events;
    }

    @PostMapping(path = "/v1/explain/importance", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> importance(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, ImportanceBody.class,
                (body) -> answer(body, this.explanations.model(body.model()), exchange.getResponse()));
    }

    private Mono<Void> answer(ImportanceBody body, LoadedModel model, ServerHttpResponse response) {
        if (body.chosenMethod() != ImportanceMethod.NOISE) {
            return importance(body, model).flatMap((answer) -> this.bodies.write(response, answer));
        }
        NoiseRequest request = body.toNoiseRequest(model, this.limits);
        if (body.noise().isStream()) {
            return this.events.write(response, this.explanations.stream(model,
                    (gpt2, cancellation, progress) -> learn(model, request, gpt2, cancellation, (step) -> {
                        if (step.iteration() % PROGRESS_EVERY == 0) {
                            progress.accept(step);
                        }
                    })));
        }
        return this.explanations
            .compute(model, (gpt2, cancellation) -> learn(model, request, gpt2, cancellation, (step) -> {
            }))
            .flatMap((answer) -> this.bodies.write(response, answer));
    }

    private static NoiseResponse learn(LoadedModel model, NoiseRequest request, Gpt2Model gpt2,
            CancellationToken cancellation, Consumer<NoiseProgress> progress) {
        return NoiseResponse.of(model.name(), FieldChoice.label(ImportanceMethod.NOISE), request,
                NoiseRun.learn(request, gpt2, cancellation, progress));
    }

    private Mono<ImportanceResponse> importance(ImportanceBody body, LoadedModel model) {
        ImportanceRequest request = body.toRequest(model, this.limits);
        List<ExplainedToken> tokens = ExplainedToken.of(model.tokenizer(), request.tokens());
        List<TokenSpan> parts = request.granularity().spans(tokens);
        return this.explanations.compute(model, (gpt2, cancellation) -> ImportanceResponse.of(model.name(),
                model.tokenizer(), request, tokens, Importance.compute(request, parts, gpt2, cancellation)));
    }

}

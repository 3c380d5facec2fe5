package io.inkwell.explanation.importance;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.Caller;
import io.inkwell.explanation.ExplanationDesk;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.noise.NoiseAnswer;
import io.inkwell.explanation.noise.NoiseProgress;
import io.inkwell.explanation.noise.NoiseRequest;
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

    private final ExplanationDesk desk;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    private final EventStream events;

    ImportanceController(ExplanationDesk desk, ExplanationLimits limits, JsonBodies bodies, EventStream events) {
        this.desk = desk;
        this.limits = limits;
        this.bodies = bodies;
        this.events = events;
    }

    @PostMapping(path = "/v1/explain/importance", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> importance(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, ImportanceBody.class,
                (body) -> answer(body, this.desk.model(body.model()), exchange.getResponse()));
    }

    private Mono<Void> answer(ImportanceBody body, LoadedModel model, ServerHttpResponse response) {
        if (body.chosenMethod() != ImportanceMethod.NOISE) {
            return importance(body, model).flatMap((answer) -> this.bodies.write(response, answer));
        }
        NoiseRequest request = body.toNoiseRequest(model, this.limits);
        if (body.noise().isStream()) {
            return this.events.write(response, this.desk.stream(model,
                    (exact, caller, progress) -> learn(model, request, exact, caller, (step) -> {
                        if (step.iteration() % PROGRESS_EVERY == 0) {
                            progress.accept(step);
                        }
                    })));
        }
        return this.desk.compute(model, (exact, caller) -> learn(model, request, exact, caller, (step) -> {
        })).flatMap((answer) -> this.bodies.write(response, answer));
    }

    private static NoiseAnswer learn(LoadedModel model, NoiseRequest request, Gpt2Model exact, Caller caller,
            Consumer<NoiseProgress> progress) {
        return NoiseAnswer.of(model.name(), FieldChoice.label(ImportanceMethod.NOISE), request,
                NoiseRun.learn(request, exact, caller, progress));
    }

    private Mono<ImportanceAnswer> importance(ImportanceBody body, LoadedModel model) {
        ImportanceRequest request = body.toRequest(model, this.limits);
        List<ExplainedToken> tokens = ExplainedToken.of(model.tokenizer(), request.tokens());
        List<TokenSpan> parts = request.granularity().spans(tokens);
        return this.desk.compute(model, (exact, caller) -> ImportanceAnswer.of(model.name(), model.tokenizer(), request,
                tokens, Importance.compute(request, parts, exact, caller)));
    }

}

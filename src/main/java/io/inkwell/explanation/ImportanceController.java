package io.inkwell.explanation;

import java.util.List;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;

/** {@code POST /v1/explain/importance}: which parts of a text the next token hangs on. */
@ExplanationEndpoints
class ImportanceController {

    private final ExplanationDesk desk;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    ImportanceController(ExplanationDesk desk, ExplanationLimits limits, JsonBodies bodies) {
        this.desk = desk;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/explain/importance", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> importance(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, ImportanceBody.class)
            .flatMap((body) -> importance(body, this.desk.model(body.model())))
            .flatMap((answer) -> this.bodies.write(exchange.getResponse(), answer));
    }

    private Mono<ImportanceAnswer> importance(ImportanceBody body, LoadedModel model) {
        ImportanceRequest request = body.toRequest(model, this.limits);
        List<ExplainedToken> tokens = ExplainedToken.of(model.tokenizer(), request.tokens());
        List<TokenSpan> parts = request.granularity().spans(tokens);
        return this.desk.compute(model, (exact, caller) -> ImportanceAnswer.of(model.name(), model.tokenizer(), request,
                tokens, Importance.compute(request, parts, exact, caller)));
    }

}

package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.List;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.Explanation.Computation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.noise.NoiseRequest;
import io.inkwell.explanation.noise.NoiseResponse;
import io.inkwell.explanation.noise.NoiseRun;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.FieldChoice;

/**
 * Serves {@code POST /v1/explain/importance}: the importance of each part of a prompt for
 * the next token.
 */
@ExplanationEndpoints
class ImportanceController {

    /** Iterations between two progress events. */
    private static final int PROGRESS_EVERY = 10;

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    ImportanceController(ExplanationService explanations, ExplanationLimits limits) {
        this.explanations = explanations;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/explain/importance", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> importance(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, ImportanceBody.class, exchange, this::explain);
    }

    private Explanation explain(ImportanceBody body, LoadedModel model) {
        if (body.hasSeveralResults()) {
            return several(ImportanceBatch.of(body, model, this.limits), model);
        }
        return (body.chosenMethod() == ImportanceMethod.NOISE) ? noise(body, model) : importance(body, model);
    }

    private Explanation importance(ImportanceBody body, LoadedModel model) {
        ImportanceRequest request = body.toRequest(model, this.limits);
        List<ExplainedToken> tokens = ExplainedToken.of(model.tokenizer(), request.tokens());
        List<TokenSpan> parts = request.granularity().spans(tokens);
        return Explanation.of(request.tokens().length,
                (gpt2, cancellation) -> new ImportanceResponse(model.name(), tokens, ImportanceResult
                    .of(model.tokenizer(), request, tokens, Importance.compute(request, parts, gpt2, cancellation))));
    }

    private static Explanation several(ImportanceBatch batch, LoadedModel model) {
        List<ExplainedToken> tokens = ExplainedToken.of(model.tokenizer(), batch.tokens());
        return Explanation.of(batch.tokens().length, (gpt2, cancellation) -> {
            List<ImportanceResponse.PrefixResult> results = new ArrayList<>();
            for (ImportanceRequest request : batch.requests()) {
                List<ExplainedToken> prefix = tokens.subList(0, request.tokens().length);
                List<TokenSpan> parts = request.granularity().spans(prefix);
                results.add(new ImportanceResponse.PrefixResult(prefix.size(), ImportanceResult.of(model.tokenizer(),
                        request, prefix, Importance.compute(request, parts, gpt2, cancellation))));
            }
            return new ImportanceResponse.Several(model.name(), tokens, results);
        });
    }

    private Explanation noise(ImportanceBody body, LoadedModel model) {
        NoiseRequest request = body.toNoiseRequest(model, this.limits);
        Computation learn = (gpt2, cancellation, events) -> NoiseResponse.of(model.name(),
                FieldChoice.label(ImportanceMethod.NOISE), request,
                NoiseRun.learn(request, gpt2, cancellation, (progress) -> {
                    if (progress.iteration() % PROGRESS_EVERY == 0) {
                        events.accept(progress);
                    }
                }));
        return new Explanation(request.tokens().size(), learn, body.noise().isStream());
    }

}

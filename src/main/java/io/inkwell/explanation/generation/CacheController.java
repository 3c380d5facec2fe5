package io.inkwell.explanation.generation;

import java.util.function.LongSupplier;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;

/**
 * Serves {@code POST /v1/explain/kv-cache}: the contents of the KV cache, and the work
 * that it saves.
 */
@ExplanationEndpoints
class CacheController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    private final LongSupplier nanoClock;

    CacheController(ExplanationService explanations, ExplanationLimits limits, LongSupplier nanoClock) {
        this.explanations = explanations;
        this.limits = limits;
        this.nanoClock = nanoClock;
    }

    @PostMapping(path = "/v1/explain/kv-cache", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> explain(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, CacheBody.class, exchange, this::explain);
    }

    private Explanation explain(CacheBody body, LoadedModel model) {
        CacheRequest request = body.toRequest(model, this.limits);
        return Explanation.of(request.prompt().length, (gpt2, cancellation) -> {
            Gpt2Config config = gpt2.config();
            try (Gpt2Predictor predictor = gpt2.newPredictor(1)) {
                CacheRun run = new CacheRun(config, predictor, request, cancellation, this.nanoClock);
                run.generate();
                return new CacheResponse(model.name(), ExplainedToken.of(model.tokenizer(), run.tokens()),
                        request.prompt().length, CacheResponse.Layout.of(config), run.steps(),
                        run.steps()
                            .stream()
                            .map(CacheResponse.Step::work)
                            .reduce(CacheResponse.Work::plus)
                            .orElseThrow());
            }
        });
    }

}

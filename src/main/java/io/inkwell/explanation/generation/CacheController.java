package io.inkwell.explanation.generation;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.ExplanationDesk;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.ExplainedTexts;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;

/**
 * {@code POST /v1/explain/kv-cache}: what the cache of keys and values holds, and what it
 * saves.
 */
@ExplanationEndpoints
class CacheController {

    private final ExplanationDesk desk;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    CacheController(ExplanationDesk desk, ExplanationLimits limits, JsonBodies bodies) {
        this.desk = desk;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/explain/kv-cache", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> explain(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, CacheBody.class, (body) -> explain(body, this.desk.model(body.model())))
            .flatMap((answer) -> this.bodies.write(exchange.getResponse(), answer));
    }

    private Mono<CacheAnswer> explain(CacheBody body, LoadedModel model) {
        int[] prompt = ExplainedTexts.readOne("prompt", body.prompt(), model, this.limits);
        this.limits.maxNewTokens().require("max_tokens", body.limit(), 1);
        this.limits.requireRoom(body.limit(), prompt.length, model.contextLength());
        return this.desk.compute(model, (exact, caller) -> {
            Gpt2Config config = exact.config();
            try (Gpt2Predictor predictor = exact.newPredictor(1)) {
                CacheRun run = new CacheRun(config, predictor, prompt, caller, System::nanoTime);
                run.write(body.limit());
                return new CacheAnswer(model.name(), ExplainedToken.of(model.tokenizer(), run.tokens()), prompt.length,
                        CacheAnswer.Layout.of(config), run.steps(),
                        run.steps().stream().map(CacheAnswer.Step::work).reduce(CacheAnswer.Work::plus).orElseThrow());
            }
        });
    }

}

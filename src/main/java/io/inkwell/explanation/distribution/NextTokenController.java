package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.List;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.NamedProcessor;
import io.inkwell.explanation.ExplanationDesk;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.ExplainedTexts;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.ModelSampling;
import io.inkwell.explanation.text.ModelStops;
import io.inkwell.explanation.text.TextPass;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.fields.FieldRules;

/**
 * {@code POST /v1/explain/next-token}: the distribution of the next token, as the model
 * has it and after each processor.
 */
@ExplanationEndpoints
class NextTokenController {

    private final ExplanationDesk desk;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    NextTokenController(ExplanationDesk desk, ExplanationLimits limits, JsonBodies bodies) {
        this.desk = desk;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/explain/next-token", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> explain(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, NextTokenBody.class, (body) -> explain(body, this.desk.model(body.model())))
            .flatMap((answer) -> this.bodies.write(exchange.getResponse(), answer));
    }

    private Mono<NextTokenAnswer> explain(NextTokenBody body, LoadedModel model) {
        this.limits.maxTop().require("top", body.numTop(), 1);
        int[] tokens = ExplainedTexts.readOne("prompt", body.prompt(), model, this.limits);
        FieldRules.requireBetween("num_output_tokens", body.numOutput(), 0, tokens.length - 1);
        TokenHistory history = new TokenHistory(Arrays.copyOf(tokens, tokens.length - body.numOutput()));
        Arrays.stream(tokens, tokens.length - body.numOutput(), tokens.length).forEach(history::append);

        List<NamedProcessor> processors = NamedProcessor.forSampling(
                ModelSampling.of(body.sampling(), model, this.limits.sampling()),
                ModelStops.of(body.stops(), model, null, this.limits.stops()));
        return this.desk.compute(model, (exact, caller) -> {
            try (Gpt2Predictor predictor = exact.newPredictor(1)) {
                float[] logits = new TextPass(predictor, caller).read(tokens, false);
                return answer(model, tokens, NextTokenStages.of(logits, processors, history), body.numTop());
            }
        });
    }

    private static NextTokenAnswer answer(LoadedModel model, int[] tokens, NextTokenStages stages, int numTop) {
        int[] ids = stages.likeliest(numTop);
        Distribution raw = stages.raw();
        return new NextTokenAnswer(model.name(), ExplainedToken.of(model.tokenizer(), tokens), raw.entropy(),
                raw.logSumExp(),
                Arrays.stream(ids).mapToObj((id) -> NextTokenAnswer.Candidate.of(id, raw, model.tokenizer())).toList(),
                stages.of(ids));
    }

}

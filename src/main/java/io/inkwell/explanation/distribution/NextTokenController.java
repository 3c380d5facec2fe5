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
import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.explanation.text.SamplingParamsMapper;
import io.inkwell.explanation.text.StopConditionsMapper;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.FieldRules;

/**
 * Serves {@code POST /v1/explain/next-token}: the distribution of the next token before
 * and after each logits processor.
 */
@ExplanationEndpoints
class NextTokenController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    NextTokenController(ExplanationService explanations, ExplanationLimits limits) {
        this.explanations = explanations;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/explain/next-token", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> explain(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, NextTokenBody.class, exchange, this::explain);
    }

    private Explanation explain(NextTokenBody body, LoadedModel model) {
        this.limits.maxTop().require("top", body.numTop(), 1);
        int[] tokens = PromptReader.readOne("prompt", body.prompt(), model, this.limits);
        FieldRules.requireBetween("num_output_tokens", body.numOutput(), 0, tokens.length - 1);
        TokenHistory history = new TokenHistory(Arrays.copyOf(tokens, tokens.length - body.numOutput()));
        Arrays.stream(tokens, tokens.length - body.numOutput(), tokens.length).forEach(history::append);

        List<NamedProcessor> processors = NamedProcessor.forSampling(
                SamplingParamsMapper.of(body.sampling(), model, this.limits.sampling()),
                StopConditionsMapper.of(body.stops(), model, null, this.limits.stops()));
        return Explanation.of((gpt2, cancellation) -> {
            try (Gpt2Predictor predictor = gpt2.newPredictor(1)) {
                float[] logits = new ForwardPass(predictor, cancellation).read(tokens, false);
                return response(model, tokens, NextTokenStages.of(logits, processors, history), body.numTop());
            }
        });
    }

    private static NextTokenResponse response(LoadedModel model, int[] tokens, NextTokenStages stages, int numTop) {
        int[] ids = stages.likeliest(numTop);
        Distribution raw = stages.raw();
        return new NextTokenResponse(model.name(), ExplainedToken.of(model.tokenizer(), tokens), raw.entropy(),
                raw.logSumExp(),
                Arrays.stream(ids)
                    .mapToObj((id) -> NextTokenResponse.Candidate.of(id, raw, model.tokenizer()))
                    .toList(),
                stages.stagesOf(ids));
    }

}

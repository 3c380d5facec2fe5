package io.inkwell.explanation.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;

/**
 * Serves {@code POST /v1/explain/score}: the log-probability of each token of a prompt.
 */
@ExplanationEndpoints
class ScoreController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    ScoreController(ExplanationService explanations, ExplanationLimits limits) {
        this.explanations = explanations;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/explain/score", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> score(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, ScoreBody.class, exchange, this::score);
    }

    private Explanation score(ScoreBody body, LoadedModel model) {
        this.limits.maxTop().require("top", body.numTop(), 0);
        int numTop = Math.min(body.numTop(), model.vocabularySize());
        List<int[]> prompts = PromptReader.read("prompt", body.prompt(), model, this.limits);
        long numLogprobs = prompts.stream().mapToLong((prompt) -> prompt.length * (1L + numTop)).sum();
        this.limits.maxLogprobs()
            .requireResponse("log-probabilities", numLogprobs, "request a lower top or shorter prompts");
        int[] start = body.isFromStart() ? new int[] { model.requireBosToken("from_start", "be false") } : new int[0];
        return Explanation.of(prompts.stream().mapToInt((prompt) -> prompt.length).sum(), (gpt2, cancellation) -> {
            List<ScoreResponse.Prompt> scored = new ArrayList<>();
            for (int[] prompt : prompts) {
                scored.add(ScoreResponse.Prompt.of(model.tokenizer(), prompt,
                        score(gpt2, start, prompt, numTop, cancellation)));
            }
            return new ScoreResponse(model.name(), scored);
        });
    }

    private static List<TokenLogprobs> score(Gpt2Model gpt2, int[] start, int[] prompt, int numTop,
            CancellationToken cancellation) {
        int[] tokens = IntStream.concat(IntStream.of(start), IntStream.of(prompt)).toArray();
        try (Gpt2Predictor predictor = gpt2.newPredictor(1)) {
            return new ForwardPass(predictor, cancellation).score(tokens, numTop);
        }
    }

}

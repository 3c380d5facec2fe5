package io.inkwell.explanation.distribution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Serves {@code POST /v1/explain/next-token}: the distribution of the next token before
 * and after each logits processor, at one or more positions of a prompt.
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
        NextTokenRequest request = body.toRequest(model, this.limits);
        return Explanation.of(request.tokens().length, (gpt2, cancellation) -> {
            Map<Integer, NextTokenResponse.Prediction> predictions = predict(request, gpt2, cancellation,
                    model.tokenizer());
            List<NextTokenResponse.PositionPrediction> inOrder = Arrays.stream(request.positions())
                .mapToObj((position) -> new NextTokenResponse.PositionPrediction(position,
                        Objects.requireNonNull(predictions.get(position))))
                .toList();
            List<ExplainedToken> tokens = ExplainedToken.of(model.tokenizer(), request.tokens());
            return (body.positions() != null) ? new NextTokenResponse(model.name(), tokens, null, inOrder)
                    : new NextTokenResponse(model.name(), tokens, inOrder.get(0).prediction(), null);
        });
    }

    private static Map<Integer, NextTokenResponse.Prediction> predict(NextTokenRequest request, Gpt2Model gpt2,
            CancellationToken cancellation, Tokenizer tokenizer) {
        Map<Integer, NextTokenResponse.Prediction> predictions = new HashMap<>();
        int[] ascending = Arrays.stream(request.positions()).sorted().toArray();
        try (Gpt2Predictor predictor = gpt2.newPredictor(1)) {
            new ForwardPass(predictor, cancellation).readEach(request.tokens(), ascending, (logits, position) -> {
                cancellation.throwIfCancelled();
                NextTokenStages stages = NextTokenStages.of(logits, request.processors(), request.historyAt(position));
                predictions.put(position, NextTokenResponse.Prediction.of(stages, request, tokenizer));
            });
        }
        return predictions;
    }

}

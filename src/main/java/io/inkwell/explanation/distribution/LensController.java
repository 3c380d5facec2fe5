package io.inkwell.explanation.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
import io.inkwell.explanation.text.NamedToken;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.model.introspection.Gpt2Explainer;
import io.inkwell.model.introspection.LensCells;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Serves {@code POST /v1/explain/logit-lens}: the final norm and the unembedding, applied
 * to the hidden states between the layers.
 */
@ExplanationEndpoints
class LensController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    LensController(ExplanationService explanations, ExplanationLimits limits) {
        this.explanations = explanations;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/explain/logit-lens", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> lens(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, LensBody.class, exchange, this::lens);
    }

    private Explanation lens(LensBody body, LoadedModel model) {
        int numTop = body.numTop(model, this.limits);
        int[] watched = body.watched(model);
        LensEncoding encoding = body.chosenEncoding();
        int[] tokens = PromptReader.readOne("prompt", body.prompt(), model, this.limits);
        int numDepths = model.model().config().numLayers() + 1;
        this.limits.maxLogprobs()
            .requireResponse("log-probabilities", (long) tokens.length * numDepths * (numTop + watched.length),
                    "request a lower top, a shorter watch or a shorter prompt");
        return Explanation.of(tokens.length, (gpt2, cancellation) -> {
            try (Gpt2Explainer explainer = gpt2.newExplainer()) {
                List<LensCells> parts = explainer.logitLens(tokens, numTop, watched, cancellation::throwIfCancelled);
                return response(model, tokens, numDepths, watched, parts, encoding);
            }
        });
    }

    private static Object response(LoadedModel model, int[] tokens, int numDepths, int[] watched, List<LensCells> parts,
            LensEncoding encoding) {
        Tokenizer tokenizer = model.tokenizer();
        List<ExplainedToken> prompt = ExplainedToken.of(tokenizer, tokens);
        List<Integer> depths = IntStream.range(0, numDepths).boxed().toList();
        List<NamedToken> answers = new ArrayList<>();
        for (LensCells part : parts) {
            for (int token = 0; token < part.numTokens(); token++) {
                answers.add(NamedToken.of(tokenizer, part.topToken(token, numDepths - 1, 0)));
            }
        }
        List<NamedToken> named = Arrays.stream(watched).mapToObj((id) -> NamedToken.of(tokenizer, id)).toList();
        return switch (encoding) {
            case JSON ->
                new LensResponse(model.name(), prompt, depths, answers, named, cells(tokenizer, parts, numDepths));
            case F32 ->
                new LensArraysResponse(model.name(), prompt, depths, answers, named, LensArrays.of(tokenizer, parts));
        };
    }

    private static List<List<LensResponse.Cell>> cells(Tokenizer tokenizer, List<LensCells> parts, int numDepths) {
        List<List<LensResponse.Cell>> cells = new ArrayList<>();
        for (int depth = 0; depth < numDepths; depth++) {
            List<LensResponse.Cell> row = new ArrayList<>();
            for (LensCells part : parts) {
                for (int token = 0; token < part.numTokens(); token++) {
                    row.add(LensResponse.Cell.of(tokenizer, part, token, depth));
                }
            }
            cells.add(row);
        }
        return cells;
    }

}

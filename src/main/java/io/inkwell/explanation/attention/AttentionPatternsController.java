package io.inkwell.explanation.attention;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.Attention;
import io.inkwell.registry.LoadedModel;

/**
 * Serves {@code POST /v1/explain/attention/patterns}: statistics and a named pattern for
 * each head.
 */
@ExplanationEndpoints
class AttentionPatternsController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    AttentionPatternsController(ExplanationService explanations, ExplanationLimits limits) {
        this.explanations = explanations;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/explain/attention/patterns", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> patterns(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, Body.class, exchange, this::patterns);
    }

    private Explanation patterns(Body body, LoadedModel model) {
        int[] tokens = PromptReader.readOne("prompt", body.prompt(), model, this.limits);
        return Explanation.of(tokens.length, (gpt2, cancellation) -> new Response(model.name(),
                ExplainedToken.of(model.tokenizer(), tokens), patterns(gpt2, cancellation, tokens)));
    }

    private static List<List<HeadPattern>> patterns(Gpt2Model gpt2, CancellationToken cancellation, int[] tokens) {
        List<List<HeadPattern>> layers = new ArrayList<>();
        new AttentionReader(gpt2, cancellation).readAll(tokens, (firstLayer, attention) -> {
            for (int layer = 0; layer < attention.numLayers(); layer++) {
                layers.add(heads(attention, firstLayer, layer, tokens));
            }
        });
        return layers;
    }

    private static List<HeadPattern> heads(Attention attention, int firstLayer, int layer, int[] tokens) {
        List<HeadPattern> heads = new ArrayList<>();
        for (int head = 0; head < attention.numHeads(); head++) {
            heads.add(HeadPattern.of(attention, firstLayer, layer, head, tokens));
        }
        return heads;
    }

    /**
     * @param prompt a string or a list of token ids
     */
    record Body(@Nullable String model, @Nullable JsonNode prompt) implements ExplanationBody {
    }

    /**
     * @param patterns {@code [layer][head]}
     */
    @JsonPropertyOrder({ "model", "tokens", "patterns" })
    record Response(String model, List<ExplainedToken> tokens, List<List<HeadPattern>> patterns) {
    }

}

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
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.Attention;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;

/**
 * {@code POST /v1/explain/attention/patterns}: what each head does, in figures and a
 * word.
 */
@ExplanationEndpoints
class AttentionPatternsController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    AttentionPatternsController(ExplanationService explanations, ExplanationLimits limits, JsonBodies bodies) {
        this.explanations = explanations;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/explain/attention/patterns", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> patterns(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, Body.class, (body) -> patterns(body, this.explanations.model(body.model())))
            .flatMap((answer) -> this.bodies.write(exchange.getResponse(), answer));
    }

    private Mono<Answer> patterns(Body body, LoadedModel model) {
        int[] tokens = PromptReader.readOne("prompt", body.prompt(), model, this.limits);
        return this.explanations.compute(model, (gpt2, cancellation) -> new Answer(model.name(),
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
     * @param prompt a text, or a list of token ids
     */
    record Body(@Nullable String model, @Nullable JsonNode prompt) {
    }

    /**
     * @param patterns by layer and head
     */
    @JsonPropertyOrder({ "model", "tokens", "patterns" })
    record Answer(String model, List<ExplainedToken> tokens, List<List<HeadPattern>> patterns) {
    }

}

package io.inkwell.explanation.attention;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.SerializedJson;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.introspection.Attention;
import io.inkwell.model.introspection.AttentionStage;
import io.inkwell.registry.LoadedModel;

/**
 * Serves {@code POST /v1/explain/attention}: the attention weights between all tokens of
 * a prompt.
 */
@ExplanationEndpoints
class AttentionController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    private final JsonMapper json;

    AttentionController(ExplanationService explanations, ExplanationLimits limits, JsonMapper json) {
        this.explanations = explanations;
        this.limits = limits;
        this.json = json;
    }

    @PostMapping(path = "/v1/explain/attention", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> attention(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, AttentionBody.class, exchange, this::attention);
    }

    private Explanation attention(AttentionBody body, LoadedModel model) {
        AttentionRequest request = body.toRequest();
        int[] tokens = PromptReader.readOne("prompt", body.prompt(), model, this.limits);
        request.requireFits(tokens.length, model.model().config(), this.limits);
        return Explanation.of(tokens.length,
                (gpt2, cancellation) -> new SerializedJson(json(request, tokens, model, gpt2, cancellation)));
    }

    // Writes to a JsonGenerator directly: the response may be several megabytes.
    private byte[] json(AttentionRequest request, int[] tokens, LoadedModel model, Gpt2Model gpt2,
            CancellationToken cancellation) {
        Gpt2Config config = gpt2.config();
        int[] layers = request.layersOf(config);
        int[] heads = request.headsOf(config);
        Map<AttentionStage, Attention> stages = new AttentionReader(gpt2, cancellation).read(request, tokens);
        cancellation.throwIfCancelled();
        return switch (request.format()) {
            case NATIVE -> new AttentionResponse(model.name(), request, ExplainedToken.of(model.tokenizer(), tokens),
                    layers, heads, stages)
                .toJson(this.json);
            case BERTVIZ -> new BertvizParams(request.view(), stages.values().iterator().next(),
                    spellings(model, tokens), layers, heads, config.numHeads(), newRootId())
                .toJson(this.json);
        };
    }

    private static List<String> spellings(LoadedModel model, int[] tokens) {
        return Arrays.stream(tokens).mapToObj(model.tokenizer().table()::spelling).toList();
    }

    private static String newRootId() {
        return "bertviz-" + UUID.randomUUID().toString().replace("-", "");
    }

}

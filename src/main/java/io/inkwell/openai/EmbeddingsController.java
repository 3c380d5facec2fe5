package io.inkwell.openai;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.EmbeddingService;
import io.inkwell.completion.Embeddings;
import io.inkwell.completion.EncodedInputs;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.quota.RequestQuota;
import io.inkwell.quota.RequestUsage;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestModels;

/** {@code POST /v1/embeddings}. */
@RestController
class EmbeddingsController {

    private final RequestModels models;

    private final EmbeddingService embeddings;

    private final CompletionLimits limits;

    private final CacheSalts cacheSalts;

    private final JsonBodies bodies;

    EmbeddingsController(RequestModels models, EmbeddingService embeddings, CompletionLimits limits,
            CacheSalts cacheSalts, JsonBodies bodies) {
        this.models = models;
        this.embeddings = embeddings;
        this.limits = limits;
        this.cacheSalts = cacheSalts;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/embeddings", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> embed(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies
            .read(bytes, Body.class,
                    (body) -> this.models.use(body.model(),
                            (model) -> this.embeddings
                                .encode(model, inputs(body), body.truncation().toTruncation(), body.dimensions(),
                                        this.cacheSalts.of(exchange, body.cacheSalt()))
                                .flatMap((inputs) -> embed(inputs, exchange))
                                .map((embeddings) -> EmbeddingsResponse.of(embeddings, body.isBase64()))))
            .flatMap((response) -> this.bodies.write(exchange.getResponse(), response));
    }

    private Mono<Embeddings> embed(EncodedInputs inputs, ServerWebExchange exchange) {
        RequestUsage.of(exchange).start(inputs.model().name(), inputs.numTokens());
        return RequestQuota.reserve(exchange, inputs.numTokens(), 0)
            .then(Mono.defer(() -> this.embeddings.embed(inputs)));
    }

    private List<Prompt> inputs(Body body) {
        List<Prompt> inputs = PromptReader.read("input", body.input(), body.addSpecialTokens());
        if (inputs.size() > this.limits.maxEmbeddingInputs()) {
            throw ServiceException.invalid("input", "input must contain at most " + this.limits.maxEmbeddingInputs()
                    + " inputs; given: " + inputs.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            boolean isMissing = body.input() == null || body.input().isNull();
            String field = (inputs.size() > 1) ? "input[" + i + "]" : "input";
            ServiceException.require(!inputs.get(i).isEmpty(), field, "a non-empty string or list of token ids",
                    isMissing ? "nothing" : "an empty one");
        }
        return inputs;
    }

    /**
     * @param input a string, a list of strings, a list of token ids, or a list of such
     * lists
     * @param encodingFormat {@code float} or {@code base64}
     * @param dimensions how many components of each vector to keep
     * @param addSpecialTokens whether the tokenizer adds its special tokens to strings;
     * true by default
     * @param cacheSalt shares cached prefixes only with requests of the same salt
     */
    record Body(@Nullable String model, @Nullable JsonNode input, @Nullable String encodingFormat,
            @Nullable Integer dimensions, @Nullable String user, @Nullable Boolean addSpecialTokens,
            @Nullable String cacheSalt, @JsonUnwrapped TruncationFields truncation) {

        /** OpenAI's Python client requests base64 by default. */
        boolean isBase64() {
            if (this.encodingFormat == null || this.encodingFormat.equals("float")) {
                return false;
            }
            if (this.encodingFormat.equals("base64")) {
                return true;
            }
            throw ServiceException.invalid("encoding_format",
                    "encoding_format must be \"float\" or \"base64\"; given: another string");
        }

    }

}

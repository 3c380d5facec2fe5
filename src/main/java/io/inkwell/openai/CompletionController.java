package io.inkwell.openai;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code POST /v1/completions}. Responds with one JSON object, or with an event stream if
 * {@code stream} is true.
 */
@RestController
class CompletionController {

    private final CompletionRunner runner;

    private final CompletionBodyMapper mapper;

    private final ResponseMetadataFactory metadata;

    CompletionController(CompletionRunner runner, GenerationFieldsMapper generation, ResponseMetadataFactory metadata) {
        this.runner = runner;
        this.mapper = new CompletionBodyMapper(generation);
        this.metadata = metadata;
    }

    @PostMapping(path = "/v1/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> complete(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, CompletionBody.class, exchange, this::call);
    }

    private CompletionCall call(CompletionBody body) {
        GenerationFields fields = body.generation();
        StreamUsage usage = fields.streamUsage();
        return new CompletionCall(fields.model(), fields.cacheSalt(), fields.isStream(),
                (requestId, salt, config) -> this.mapper.toRequest(body, requestId, salt, config),
                (completion) -> new CompletionResponseMapper(this.metadata.create(completion), completion, usage));
    }

}

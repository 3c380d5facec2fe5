package io.inkwell.openai.responses;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.openai.CompletionCall;
import io.inkwell.openai.CompletionRunner;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.ResponseMetadataFactory;
import io.inkwell.web.fields.UnknownFields;

/**
 * {@code POST /v1/responses}. A response is a chat completion in another format. The
 * service stores none, so a client sends the whole conversation each time.
 */
@RestController
class ResponsesController {

    private final CompletionRunner runner;

    private final ResponsesBodyMapper mapper;

    private final ResponseMetadataFactory metadata;

    ResponsesController(CompletionRunner runner, GenerationFieldsMapper generation, ResponseMetadataFactory metadata,
            UnknownFields unknownFields) {
        this.runner = runner;
        this.mapper = new ResponsesBodyMapper(generation, unknownFields);
        this.metadata = metadata;
    }

    @PostMapping(path = "/v1/responses", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> respond(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, ResponsesBody.class, exchange, this::call);
    }

    private CompletionCall call(ResponsesBody body) {
        ResponseSettings settings = ResponseSettings.of(body);
        return new CompletionCall(body.model(), body.cacheSalt(), body.isStream(),
                (requestId, salt, config) -> this.mapper.toRequest(body, settings.text().format(), requestId, salt,
                        config),
                (completion) -> new ResponseMapper(this.metadata.create(completion), completion, settings));
    }

}

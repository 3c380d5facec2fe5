package io.inkwell.openai.chat;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.openai.CompletionCall;
import io.inkwell.openai.CompletionRunner;
import io.inkwell.openai.GenerationFields;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.ResponseMetadataFactory;
import io.inkwell.openai.StreamUsage;
import io.inkwell.web.fields.UnknownFields;

/**
 * {@code POST /v1/chat/completions}. A chat completion is a completion whose prompt is
 * rendered from messages by the model's chat template.
 */
@RestController
class ChatController {

    private final CompletionRunner runner;

    private final ChatBodyMapper mapper;

    private final ResponseMetadataFactory metadata;

    ChatController(CompletionRunner runner, GenerationFieldsMapper generation, ResponseMetadataFactory metadata,
            UnknownFields unknownFields) {
        this.runner = runner;
        this.mapper = new ChatBodyMapper(generation, unknownFields);
        this.metadata = metadata;
    }

    @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> complete(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, ChatBody.class, exchange, this::call);
    }

    private CompletionCall call(ChatBody body) {
        GenerationFields fields = body.generation();
        StreamUsage usage = fields.streamUsage();
        return new CompletionCall(fields.model(), fields.cacheSalt(), fields.isStream(),
                (requestId, salt, config) -> this.mapper.toRequest(body, requestId, salt, config),
                (completion) -> new ChatResponseMapper(this.metadata.create(completion), completion, usage));
    }

}

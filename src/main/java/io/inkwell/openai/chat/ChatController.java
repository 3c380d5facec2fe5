package io.inkwell.openai.chat;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.completion.EncodedCompletion;
import io.inkwell.openai.CompletionCall;
import io.inkwell.openai.CompletionResponses;
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

    private final UnknownFields unknownFields;

    ChatController(CompletionRunner runner, GenerationFieldsMapper generation, ResponseMetadataFactory metadata,
            UnknownFields unknownFields) {
        this.runner = runner;
        this.mapper = new ChatBodyMapper(generation, unknownFields);
        this.metadata = metadata;
        this.unknownFields = unknownFields;
    }

    @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> complete(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, ChatBody.class, exchange, this::call);
    }

    private CompletionCall call(ChatBody body) {
        GenerationFields fields = body.generation();
        StreamUsage usage = fields.streamUsage();
        ForcedCall forced = ForcedCall.of(body.tools(), body.toolChoice(), this.unknownFields);
        return new CompletionCall(fields.model(), fields.cacheSalt(), fields.isStream(),
                (requestId, salt, config) -> this.mapper.toRequest(body, forced, requestId, salt, config),
                responses(usage, forced));
    }

    private Function<EncodedCompletion, CompletionResponses> responses(StreamUsage usage, @Nullable ForcedCall forced) {
        return (completion) -> {
            MessageFormat format = (forced != null) ? forced.format(completion.request().requestId())
                    : MessageFormat.TEXT;
            return new ChatResponseMapper(this.metadata.create(completion), completion, usage, format);
        };
    }

}

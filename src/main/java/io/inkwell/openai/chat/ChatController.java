package io.inkwell.openai.chat;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.completion.CompletionService;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.ResponseMetadataFactory;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestIds;
import io.inkwell.web.fields.UnknownFields;
import io.inkwell.web.stream.EventStream;

/**
 * {@code POST /v1/chat/completions}. A chat is a completion whose prompt the model's chat
 * template makes of messages.
 */
@RestController
class ChatController {

    private final CompletionService completions;

    private final ChatBodyMapper mapper;

    private final JsonBodies bodies;

    private final EventStream events;

    private final ResponseMetadataFactory heads;

    ChatController(CompletionService completions, GenerationFieldsMapper generation, JsonBodies bodies,
            EventStream events, ResponseMetadataFactory heads, UnknownFields unknownFields) {
        this.completions = completions;
        this.mapper = new ChatBodyMapper(generation, unknownFields);
        this.bodies = bodies;
        this.events = events;
        this.heads = heads;
    }

    @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> complete(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, ChatBody.class,
                (body) -> this.completions.encode(this.mapper.toRequest(body, RequestIds.of(exchange)))
                    .flatMap((completion) -> answer(body, completion, exchange.getResponse())));
    }

    private Mono<Void> answer(ChatBody body, EncodedCompletion completion, ServerHttpResponse response) {
        ChatResponseMapper answers = new ChatResponseMapper(this.heads.of(completion), completion,
                body.generation().streamUsage());
        if (body.generation().isStream()) {
            return this.events.write(response, this.completions.stream(completion).concatMapIterable(answers::events));
        }
        return this.completions.complete(completion)
            .flatMap((whole) -> this.bodies.write(response, answers.whole(whole)));
    }

}

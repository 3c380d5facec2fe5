package io.inkwell.openai.chat;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.openai.CacheSalts;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.MeteredCompletions;
import io.inkwell.openai.ResponseMetadataFactory;
import io.inkwell.openai.StreamUsage;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestIds;
import io.inkwell.web.RequestModels;
import io.inkwell.web.fields.UnknownFields;
import io.inkwell.web.stream.EventStream;

/**
 * {@code POST /v1/chat/completions}. A chat completion is a completion whose prompt is
 * rendered from messages by the model's chat template.
 */
@RestController
class ChatController {

    private final RequestModels models;

    private final CompletionService completions;

    private final ChatBodyMapper mapper;

    private final MeteredCompletions metered;

    private final JsonBodies bodies;

    private final EventStream events;

    private final ResponseMetadataFactory metadata;

    private final CacheSalts cacheSalts;

    ChatController(RequestModels models, CompletionService completions, GenerationFieldsMapper generation,
            MeteredCompletions metered, JsonBodies bodies, EventStream events, ResponseMetadataFactory metadata,
            CacheSalts cacheSalts, UnknownFields unknownFields) {
        this.models = models;
        this.completions = completions;
        this.mapper = new ChatBodyMapper(generation, unknownFields);
        this.metered = metered;
        this.bodies = bodies;
        this.events = events;
        this.metadata = metadata;
        this.cacheSalts = cacheSalts;
    }

    @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> complete(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, ChatBody.class,
                (body) -> this.models.use(body.generation().model(), (model) -> complete(body, model, exchange)));
    }

    private Mono<Void> complete(ChatBody body, LoadedModel model, ServerWebExchange exchange) {
        // Nothing keeps the body until the response ends: it may be large.
        boolean isStream = body.generation().isStream();
        StreamUsage usage = body.generation().streamUsage();
        CacheSalt salt = this.cacheSalts.of(exchange, body.generation().cacheSalt());
        return this.completions
            .encode(model, this.mapper.toRequest(body, RequestIds.of(exchange), salt, model.generationConfig()))
            .flatMap((completion) -> this.metered.run(completion, exchange,
                    (chunks) -> respond(completion, chunks, isStream, usage, exchange.getResponse())));
    }

    private Mono<Void> respond(EncodedCompletion completion, Flux<CompletionChunk> chunks, boolean isStream,
            StreamUsage usage, ServerHttpResponse response) {
        ChatResponseMapper responses = new ChatResponseMapper(this.metadata.create(completion), completion, usage);
        if (isStream) {
            return this.events.write(response, chunks.concatMapIterable(responses::toEvents));
        }
        return this.completions.join(completion, chunks)
            .flatMap((whole) -> this.bodies.write(response, responses.toResponse(whole)));
    }

}

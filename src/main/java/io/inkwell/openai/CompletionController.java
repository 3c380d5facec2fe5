package io.inkwell.openai;

import java.time.InstantSource;

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
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.web.EventStream;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestIds;

/**
 * {@code POST /v1/completions}. The body decides whether the answer is one JSON object or
 * a stream of events.
 */
@RestController
class CompletionController {

    private final CompletionService completions;

    private final CompletionBodyMapper mapper;

    private final JsonBodies bodies;

    private final EventStream events;

    private final InstantSource clock;

    CompletionController(CompletionService completions, GenerationFieldsMapper generation, JsonBodies bodies,
            EventStream events, InstantSource clock) {
        this.completions = completions;
        this.mapper = new CompletionBodyMapper(generation);
        this.bodies = bodies;
        this.events = events;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> complete(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, CompletionBody.class)
            .flatMap((body) -> this.completions.encode(this.mapper.toRequest(body, "cmpl-" + RequestIds.of(exchange)))
                .flatMap((completion) -> answer(body, completion, exchange.getResponse())));
    }

    private Mono<Void> answer(CompletionBody body, EncodedCompletion completion, ServerHttpResponse response) {
        CompletionAnswer.Head head = new CompletionAnswer.Head(completion.id(), this.clock.instant().getEpochSecond(),
                completion.model().name());
        if (body.isStream()) {
            Flux<CompletionAnswer> answers = this.completions.stream(completion)
                .concatMap((chunk) -> pieces(head, chunk, body.includesUsage()));
            return this.events.write(response, answers);
        }
        return this.completions.complete(completion).flatMap((whole) -> this.bodies.write(response, head.whole(whole)));
    }

    private static Flux<CompletionAnswer> pieces(CompletionAnswer.Head head, CompletionChunk chunk,
            boolean includesUsage) {
        CompletionSummary summary = chunk.summary();
        return (summary != null && includesUsage) ? Flux.just(head.piece(chunk), head.usage(summary))
                : Flux.just(head.piece(chunk));
    }

}

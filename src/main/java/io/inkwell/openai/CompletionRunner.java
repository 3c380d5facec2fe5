package io.inkwell.openai;

import java.util.function.Function;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestIds;
import io.inkwell.web.RequestModels;
import io.inkwell.web.stream.EventStream;

/**
 * Runs the requests of all protocols that generate text: reads the body, holds the model,
 * encodes the prompts, generates within the quota, and writes the responses.
 */
@Component
public class CompletionRunner {

    private final RequestModels models;

    private final CompletionService completions;

    private final MeteredCompletions metered;

    private final JsonBodies bodies;

    private final EventStream events;

    private final CacheSalts cacheSalts;

    CompletionRunner(RequestModels models, CompletionService completions, MeteredCompletions metered, JsonBodies bodies,
            EventStream events, CacheSalts cacheSalts) {
        this.models = models;
        this.completions = completions;
        this.metered = metered;
        this.bodies = bodies;
        this.events = events;
        this.cacheSalts = cacheSalts;
    }

    /**
     * @param bytes the body of the request
     * @param type the record of its fields
     * @param protocol reads the record
     */
    public <T> Mono<Void> run(Mono<byte[]> bytes, Class<T> type, ServerWebExchange exchange,
            Function<T, CompletionCall> protocol) {
        return this.bodies.read(bytes, type, (body) -> {
            CompletionCall call = protocol.apply(body);
            return this.models.use(call.model(), (model) -> run(call, model, exchange));
        });
    }

    private Mono<Void> run(CompletionCall call, LoadedModel model, ServerWebExchange exchange) {
        // Nothing keeps the call until the response ends: it holds the body.
        boolean isStream = call.isStream();
        Function<EncodedCompletion, CompletionResponses> responses = call.responses();
        CacheSalt salt = this.cacheSalts.of(exchange, call.cacheSalt());
        CompletionRequest request = call.mapping().toRequest(RequestIds.of(exchange), salt, model.generationConfig());
        return this.completions.encode(model, request)
            .flatMap((completion) -> this.metered.run(completion, exchange, (chunks) -> respond(completion, chunks,
                    responses.apply(completion), isStream, exchange.getResponse())));
    }

    private Mono<Void> respond(EncodedCompletion completion, Flux<CompletionChunk> chunks,
            CompletionResponses responses, boolean isStream, ServerHttpResponse response) {
        if (isStream) {
            return this.events.write(response, chunks.concatMapIterable(responses::toEvents), responses);
        }
        return this.completions.join(completion, chunks)
            .flatMap((whole) -> this.bodies.write(response, responses.toResponse(whole)));
    }

}

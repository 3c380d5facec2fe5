package io.inkwell.openai;

import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestIds;

/**
 * Reads and writes the JSON of {@code POST /v1/completions} outside of HTTP. Fields,
 * defaults and errors are the same.
 */
@Import(ResponseMetadataFactory.class)
public final class CompletionJson {

    private final CompletionBodyMapper mapper;

    private final JsonBodies bodies;

    private final JsonMapper json;

    private final ResponseMetadataFactory metadata;

    CompletionJson(CompletionLimits limits, JsonBodies bodies, JsonMapper json, ResponseMetadataFactory metadata) {
        this.mapper = new CompletionBodyMapper(new GenerationFieldsMapper(limits));
        this.bodies = bodies;
        this.json = json;
        this.metadata = metadata;
    }

    /**
     * Reads a body as a checked request for a model. Fails with a
     * {@link io.inkwell.error.ServiceException} that names the field.
     */
    public Mono<CompletionRequest> read(LoadedModel model, byte[] body) {
        return this.bodies.read(Mono.just(body), CompletionBody.class,
                (fields) -> Mono.just(this.mapper.toRequest(fields, RequestIds.random(),
                        CacheSalts.of(fields.generation().cacheSalt()), model.generationConfig())));
    }

    /** Writes a completion as one line of JSON. */
    public String write(EncodedCompletion completion, Completion whole) {
        return this.json.writeValueAsString(
                new CompletionResponseMapper(this.metadata.create(completion), completion, StreamUsage.NONE)
                    .toResponse(whole));
    }

}

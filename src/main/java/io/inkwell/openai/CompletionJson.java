package io.inkwell.openai;

import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestIds;

/**
 * The body and the answer of {@code POST /v1/completions} for those who do not come by
 * HTTP: the same fields, defaults, rules and words.
 */
@Import(ResponseMetadataFactory.class)
public final class CompletionJson {

    private final CompletionBodyMapper mapper;

    private final JsonBodies bodies;

    private final JsonMapper json;

    private final ResponseMetadataFactory heads;

    CompletionJson(CompletionLimits limits, ModelRegistry registry, JsonBodies bodies, JsonMapper json,
            ResponseMetadataFactory heads) {
        this.mapper = new CompletionBodyMapper(new GenerationFieldsMapper(limits, registry));
        this.bodies = bodies;
        this.json = json;
        this.heads = heads;
    }

    /**
     * The request that a body makes, or the {@link io.inkwell.error.ServiceException}
     * that names the field at fault.
     */
    public Mono<CompletionRequest> read(byte[] body) {
        return this.bodies.read(Mono.just(body), CompletionBody.class,
                (fields) -> Mono.just(this.mapper.toRequest(fields, RequestIds.random())));
    }

    /** The answer as one line of JSON. */
    public String write(EncodedCompletion completion, Completion whole) {
        return this.json.writeValueAsString(
                new CompletionResponseMapper(this.heads.of(completion), completion, StreamUsage.NONE).whole(whole));
    }

}

package io.inkwell.tgi;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionCall;
import io.inkwell.openai.CompletionLimits;
import io.inkwell.openai.CompletionRunner;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.registry.adapter.AdapterName;
import io.inkwell.web.fields.UnknownFields;

/**
 * {@code POST /generate}, {@code POST /generate_stream}, and {@code POST /}, which
 * streams if {@code stream} is true and else returns a list.
 */
@RestController
class GenerateController {

    private final CompletionRunner runner;

    private final GenerateMapper mapper;

    GenerateController(CompletionRunner runner, GenerationFieldsMapper generation, CompletionLimits limits,
            UnknownFields unknownFields) {
        this.runner = runner;
        this.mapper = new GenerateMapper(generation, limits, unknownFields);
    }

    @PostMapping(path = "/generate", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> generate(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, GenerateBody.class, exchange, (body) -> {
            ServiceException.require(!Boolean.TRUE.equals(body.stream()), "stream",
                    "false at this path; /generate_stream streams", true);
            return call(body, false, false);
        });
    }

    @PostMapping(path = "/generate_stream", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> generateStream(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, GenerateBody.class, exchange, (body) -> {
            ServiceException.require(!Boolean.FALSE.equals(body.stream()), "stream",
                    "true at this path; /generate does not stream", false);
            return call(body, true, false);
        });
    }

    @PostMapping(path = "/", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> generateEither(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.runner.run(bytes, GenerateBody.class, exchange,
                (body) -> call(body, Boolean.TRUE.equals(body.stream()), true));
    }

    /**
     * @param inList whether a whole response is in a list
     */
    private CompletionCall call(GenerateBody body, boolean isStream, boolean inList) {
        GenerateParameters parameters = body.given();
        String adapter = parameters.adapterId();
        String prefix = (parameters.returnsFullText() && body.inputs() != null) ? body.inputs() : "";
        boolean hasDetails = parameters.returnsDetails();
        return new CompletionCall((adapter != null) ? AdapterName.orOfDefault(adapter).joined() : null, null, isStream,
                (requestId, salt, config) -> this.mapper.toRequest(body, isStream, requestId, salt, config),
                (completion) -> new GenerateResponseMapper(completion, prefix, hasDetails, inList));
    }

}

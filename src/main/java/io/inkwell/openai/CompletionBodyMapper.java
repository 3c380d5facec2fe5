package io.inkwell.openai;

import java.util.List;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.GenerationConfig;

/** Maps a completion body to a checked request. */
final class CompletionBodyMapper {

    private static final int DEFAULT_MAX_TOKENS = 16;

    private final GenerationFieldsMapper generation;

    CompletionBodyMapper(GenerationFieldsMapper generation) {
        this.generation = generation;
    }

    /**
     * @param requestId the id of the HTTP request, or a random one
     * @param cacheSalt the salt of the request
     * @param config the generation config of the model
     * @throws ServiceException an invalid request that names the field
     */
    CompletionRequest toRequest(CompletionBody body, String requestId, CacheSalt cacheSalt, GenerationConfig config) {
        List<Prompt> prompts = PromptReader.read("prompt", body.prompt(), body.addSpecialTokens());
        MaxTokens maxTokens = new MaxTokens("max_tokens", body.maxTokens(), DEFAULT_MAX_TOKENS);
        Integer logprobs = this.generation.logprobs("logprobs", body.logprobs());
        return this.generation.toRequest(requestId, config, body.generation(), prompts, maxTokens)
            .cacheSalt(cacheSalt)
            .output(this.generation.toOutput(body.generation(), Boolean.TRUE.equals(body.echo()), logprobs))
            .build();
    }

}

package io.inkwell.openai;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.error.ServiceException;

/** Makes a checked request of a body. */
final class CompletionBodyMapper {

    private static final int DEFAULT_MAX_TOKENS = 16;

    private final GenerationFieldsMapper generation;

    CompletionBodyMapper(GenerationFieldsMapper generation) {
        this.generation = generation;
    }

    /**
     * @param id what the answer and the log are to call it
     * @throws ServiceException an invalid request, which names the field at fault
     */
    CompletionRequest toRequest(CompletionBody body, String id) {
        return this.generation
            .begin(body.generation(), PromptReader.read("prompt", body.prompt(), body.addSpecialTokens()),
                    body.maxTokens(), DEFAULT_MAX_TOKENS)
            .echo(Boolean.TRUE.equals(body.echo()))
            .logprobs(this.generation.logprobs("logprobs", body.logprobs()))
            .id(id)
            .build();
    }

}

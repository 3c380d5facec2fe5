package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.GenerationRequest;
import io.inkwell.registry.LoadedModel;

/**
 * A completion whose prompts are encoded and fit the model: it can be started.
 *
 * @param prompts as they were encoded
 * @param generations one for each prompt
 */
public record EncodedCompletion(CompletionRequest request, LoadedModel model, List<EncodedPrompt> prompts,
        List<GenerationRequest> generations, long seed) {

    public EncodedCompletion {
        prompts = List.copyOf(prompts);
        generations = List.copyOf(generations);
    }

    /** The id of the completion, in the response and in the log. */
    public String id() {
        return this.request.id();
    }

    /** Of all prompts, those included that {@code best_of} will drop. */
    int numGeneratedChoices() {
        return this.generations.stream().mapToInt(GenerationRequest::numChoices).sum();
    }

    /** Of all prompts, each counted once. */
    public int numPromptTokens() {
        return this.generations.stream().mapToInt((generation) -> generation.promptTokens().length).sum();
    }

}

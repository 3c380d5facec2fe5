package io.inkwell.completion;

import java.util.List;

import io.inkwell.completion.prompt.EncodedPrompt;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.registry.LoadedModel;

/**
 * A completion that is ready to run: its prompts are tokenized and fit the context.
 *
 * @param request the request without its prompts
 * @param prompts the tokenized prompts
 * @param generations one for each prompt
 * @param seed the seed of the request, or a random one
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

    /** Choices over all prompts, including those that {@code best_of} drops. */
    int numGeneratedChoices() {
        return this.generations.stream().mapToInt(GenerationRequest::numChoices).sum();
    }

    /** The maximum of output tokens, over all choices including those. */
    public long maxGeneratedTokens() {
        return this.generations.stream()
            .mapToLong((generation) -> (long) generation.numChoices() * generation.stop().maxTokens())
            .sum();
    }

    /** Prompt tokens over all prompts, each prompt counted once. */
    public int numPromptTokens() {
        return this.generations.stream().mapToInt((generation) -> generation.promptTokens().length).sum();
    }

}

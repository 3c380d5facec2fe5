package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.GenerationRequest;
import io.inkwell.registry.LoadedModel;

/**
 * A completion whose prompts are encoded and fit the model: it can be started.
 *
 * @param id what the answer and the log call it
 * @param generations one for each prompt
 */
public record EncodedCompletion(String id, LoadedModel model, List<GenerationRequest> generations, long seed) {

    public EncodedCompletion {
        generations = List.copyOf(generations);
    }

    public int numChoices() {
        return this.generations.stream().mapToInt(GenerationRequest::numChoices).sum();
    }

}

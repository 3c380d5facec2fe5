package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.registry.LoadedModel;

/**
 * Tokenized inputs of an embeddings request.
 *
 * @param requests one for each input
 * @param size how many components of each vector to keep
 */
public record EncodedInputs(LoadedModel model, List<GenerationRequest> requests, int size) {

    public EncodedInputs {
        requests = List.copyOf(requests);
    }

    /** Tokens over all inputs. */
    public int numTokens() {
        return this.requests.stream().mapToInt((request) -> request.promptTokens().length).sum();
    }

}

package io.inkwell.completion;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;

/**
 * What a client asks for, independent of the model that will do it.
 *
 * @param prompts each is completed on its own
 * @param stopStrings the text ends before the first of them
 * @param stopTokenIds tokens that end the text, beside the model's own
 * @param ignoreEos whether to go on past the model's own end-of-text token
 * @param numChoices texts for each prompt; choice {@code i} of prompt {@code p} has the
 * number {@code p * numChoices + i}
 * @param seed null to have one drawn
 */
public record CompletionRequest(String model, List<Prompt> prompts, SamplingParams sampling, int maxTokens,
        List<String> stopStrings, Set<Integer> stopTokenIds, boolean ignoreEos, int numChoices, @Nullable Long seed) {

    public CompletionRequest {
        prompts = List.copyOf(prompts);
        stopStrings = List.copyOf(stopStrings);
        stopTokenIds = Set.copyOf(stopTokenIds);
    }

}

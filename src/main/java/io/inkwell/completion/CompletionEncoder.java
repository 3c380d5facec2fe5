package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.EncodedPrompt;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.PromptField;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;

/**
 * Tokenizes a request and checks it against the model. Long prompts take milliseconds.
 */
final class CompletionEncoder {

    private final LongSupplier seeds;

    private final int maxLogprobEntries;

    CompletionEncoder(LongSupplier seeds, int maxLogprobEntries) {
        this.seeds = seeds;
        this.maxLogprobEntries = maxLogprobEntries;
    }

    /**
     * @param constraint the form of the output
     * @throws ServiceException if the request does not fit the model
     */
    EncodedCompletion encode(LoadedModel model, CompletionRequest request, @Nullable TokenConstraint constraint,
            long arrivalNanos) {
        long seed = (request.seed() != null) ? request.seed() : this.seeds.getAsLong();
        GenerationEncoder encoder = new GenerationEncoder(model, request, constraint, seed, arrivalNanos);
        List<EncodedPrompt> prompts = new ArrayList<>();
        List<GenerationRequest> generations = new ArrayList<>();
        for (Prompt each : request.prompts()) {
            String field = PromptField.of(request.promptField(), request.prompts(), prompts.size());
            EncodedPrompt prompt = encoder.encode(field, each);
            generations.add(encoder.toGeneration(field, prompt, prompts.size()));
            prompts.add(prompt);
        }
        requireBoundedLogprobs(request, generations);
        return new EncodedCompletion(request.withoutPrompts(), model, prompts, generations, seed);
    }

    private void requireBoundedLogprobs(CompletionRequest request, List<GenerationRequest> generations) {
        long numEntries = 0;
        for (GenerationRequest each : generations) {
            long ofPrompt = (long) each.promptTokens().length * (1 + request.numTopPromptLogprobs());
            long ofText = (long) each.stop().maxTokens() * request.logprobEntriesPerToken();
            numEntries += each.numChoices() * (ofPrompt + ofText);
        }
        if (numEntries > this.maxLogprobEntries) {
            throw ServiceException.invalid("logprobs",
                    "logprobs, logprob_token_ids and prompt_logprobs must request at most " + this.maxLogprobEntries
                            + " log-probabilities per response, over all tokens and choices; given: " + numEntries);
        }
    }

}

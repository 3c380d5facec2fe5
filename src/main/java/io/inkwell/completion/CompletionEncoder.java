package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.Operation;
import io.inkwell.engine.request.PromptOutputs;
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
     * @throws ServiceException if the request does not fit the model
     */
    EncodedCompletion encode(LoadedModel model, CompletionRequest request, long arrivalNanos) {
        PromptEncoder encoder = new PromptEncoder(model);
        SamplingParams sampling = sampling(request, model);
        model.requireKnownTokens("stop_token_ids", request.stop().tokenIds());
        long seed = (request.seed() != null) ? request.seed() : this.seeds.getAsLong();
        int numChoices = request.choices().bestOf();
        StopStrings stopStrings = StopStrings.of(stopStrings(request, model));
        List<EncodedPrompt> prompts = new ArrayList<>();
        List<GenerationRequest> generations = new ArrayList<>();
        for (Prompt each : request.prompts()) {
            String field = PromptField.of(request.isChat() ? "messages" : "prompt", request.prompts(), prompts.size());
            EncodedPrompt prompt = prompt(field, each, request, encoder);
            int maxTokens = encoder.maxTokens(request.length(), field, prompt.tokens().length);
            int minTokens = request.length().total().minTokens(prompt.tokens().length, request.length().minTokens());
            StopConditions stop = new StopConditions(Math.min(minTokens, maxTokens), maxTokens,
                    request.stop().tokenIds(), model.eosTokenIds(), request.stop().ignoreEos(), stopStrings,
                    request.stop().includeStop());
            generations.add(GenerationRequest.builder(prompt.tokens(), stop)
                .sampling(sampling)
                .search(request.choices().search())
                .choices(numChoices, prompts.size() * numChoices)
                .seed(seed)
                .priority(request.priority())
                .numTopLogprobs(Math.min(request.numTopLogprobs(), model.vocabularySize()))
                .promptOutputs(
                        new PromptOutputs(Math.min(request.numTopPromptLogprobs(), model.vocabularySize()), false))
                .tokenBytes(tokenBytes(prompt, request, model)::copy)
                .arrivalNanos(arrivalNanos)
                .operation(request.isChat() ? Operation.CHAT : Operation.TEXT_COMPLETION)
                .build());
            prompts.add(prompt);
        }
        requireBoundedLogprobs(request, generations);
        return new EncodedCompletion(request, model, prompts, generations, seed);
    }

    private void requireBoundedLogprobs(CompletionRequest request, List<GenerationRequest> generations) {
        long numEntries = 0;
        for (GenerationRequest each : generations) {
            long ofPrompt = (long) each.promptTokens().length * (1 + request.numTopPromptLogprobs());
            long ofText = (long) each.stop().maxTokens() * (1 + request.numTopLogprobs());
            numEntries += each.numChoices() * (ofPrompt + ofText);
        }
        if (numEntries > this.maxLogprobEntries) {
            throw ServiceException.invalid("logprobs",
                    "logprobs and prompt_logprobs must request at most " + this.maxLogprobEntries
                            + " log-probabilities per response, over all tokens and choices; given: " + numEntries);
        }
    }

    /** The bytes of each token as the detokenized text shows them. */
    private static TokenBytes tokenBytes(EncodedPrompt prompt, CompletionRequest request, LoadedModel model) {
        return model.tokenizer()
            .newTokenBytesAfter(prompt.decodedBefore(request, model.tokenizer()), request.output().skipSpecialTokens());
    }

    private static List<String> stopStrings(CompletionRequest request, LoadedModel model) {
        List<String> strings = new ArrayList<>(request.stop().strings());
        if (request.isChat()) {
            strings.addAll(model.chatTemplate().source().stopStrings());
        }
        return strings;
    }

    private static EncodedPrompt prompt(String field, Prompt prompt, CompletionRequest request, PromptEncoder encoder) {
        EncodedPrompt encoded = encoder.encode(field, prompt);
        return (request.truncation() != null) ? encoder.truncate(encoded, request.truncation(), request.length())
                : encoded;
    }

    private static SamplingParams sampling(CompletionRequest request, LoadedModel model) {
        SamplingParams sampling = request.sampling();
        model.requireKnownTokens("logit_bias", sampling.logitBias().keySet());
        model.requireKnownTokens("allowed_token_ids", sampling.allowedTokenIds());
        List<String> words = request.badWords();
        return words.isEmpty() ? sampling : sampling.withBadWords(model.textEncoder().badWords(words));
    }

}

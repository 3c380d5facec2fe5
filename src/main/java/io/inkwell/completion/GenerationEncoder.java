package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.EncodedPrompt;
import io.inkwell.completion.prompt.LengthOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.PromptEncoder;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.Operation;
import io.inkwell.engine.request.PromptOutputs;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForm;
import io.inkwell.registry.LoadedModel;

/** Builds the generation requests of a completion, one for each prompt. */
final class GenerationEncoder {

    private final LoadedModel model;

    private final CompletionRequest request;

    private final long seed;

    private final long arrivalNanos;

    private final PromptEncoder prompts;

    private final SamplingParams sampling;

    private final StopStrings stopStrings;

    private final @Nullable TokenConstraint constraint;

    /**
     * @param constraint the form of the output
     * @throws ServiceException if a parameter names a token that the model lacks
     */
    GenerationEncoder(LoadedModel model, CompletionRequest request, @Nullable TokenConstraint constraint, long seed,
            long arrivalNanos) {
        this.model = model;
        this.request = request;
        this.seed = seed;
        this.arrivalNanos = arrivalNanos;
        this.prompts = new PromptEncoder(model);
        this.sampling = sampling(model, request);
        model.knownTokens().require("stop_token_ids", request.stop().tokenIds());
        model.knownTokens().require("logprob_token_ids", request.output().logprobTokenIds());
        this.stopStrings = StopStrings.of(stopStrings(model, request));
        this.constraint = constraint;
    }

    private static SamplingParams sampling(LoadedModel model, CompletionRequest request) {
        SamplingParams sampling = request.sampling();
        model.knownTokens().require("logit_bias", sampling.logitBias().keySet());
        sampling.allowedTokenIds().requireIn("allowed_token_ids", model.knownTokens());
        List<String> words = request.badWords();
        return words.isEmpty() ? sampling : sampling.withBadWords(model.textEncoder().badWords(words));
    }

    private static List<String> stopStrings(LoadedModel model, CompletionRequest request) {
        if (request.form() != null && request.form().form() instanceof OutputForm.FunctionCall) {
            // They are for text. A call that ends early has no valid arguments.
            return List.of();
        }
        List<String> strings = new ArrayList<>(request.stop().strings());
        if (request.isChat()) {
            strings.addAll(model.chatTemplate().source().stopStrings());
        }
        return strings;
    }

    /**
     * Tokenizes a prompt, and truncates it if requested.
     * @param field the field that holds it
     */
    EncodedPrompt encode(String field, Prompt prompt) {
        EncodedPrompt encoded = this.prompts.encode(field, prompt, this.request.truncation());
        return (this.request.truncation() != null)
                ? this.prompts.truncate(encoded, this.request.truncation(), this.request.length()) : encoded;
    }

    /**
     * The generation request for a prompt.
     * @param field the field that holds the prompt
     * @param index the index of the prompt
     * @throws ServiceException if prompt and output exceed the context
     */
    GenerationRequest toGeneration(String field, EncodedPrompt prompt, int index) {
        int numChoices = this.request.choices().bestOf();
        return GenerationRequest.builder(prompt.tokens(), stop(field, prompt.tokens().length))
            .sampling(this.sampling)
            .search(this.request.choices().search())
            .choices(numChoices, index * numChoices)
            .seed(this.seed)
            .priority(this.request.priority())
            .adapter(this.model.adapter())
            .cacheSalt(this.request.cacheSalt())
            .numTopLogprobs(Math.min(this.request.numTopLogprobs(), this.model.vocabularySize()))
            .logprobTokenIds(this.request.output().logprobTokenIds().stream().mapToInt(Integer::intValue).toArray())
            .promptOutputs(new PromptOutputs(Math.min(this.request.numTopPromptLogprobs(), this.model.vocabularySize()),
                    false))
            .tokenBytes(tokenBytes(prompt)::copy)
            .arrivalNanos(this.arrivalNanos)
            .operation(this.request.isChat() ? Operation.CHAT : Operation.TEXT_COMPLETION)
            .build();
    }

    private StopConditions stop(String field, int numPromptTokens) {
        LengthOptions length = this.request.length();
        StopOptions stop = this.request.stop();
        int maxTokens = this.prompts.maxTokens(length, field, numPromptTokens);
        int minTokens = length.total().minTokens(numPromptTokens, length.minTokens());
        return new StopConditions(Math.min(minTokens, maxTokens), maxTokens, stop.tokenIds(), this.model.eosTokenIds(),
                stop.ignoreEos(), this.stopStrings, stop.includeStop(), this.constraint);
    }

    /** The bytes of each token as the detokenized text shows them. */
    private TokenBytes tokenBytes(EncodedPrompt prompt) {
        return this.model.tokenizer()
            .newTokenBytesAfter(prompt.decodedBefore(this.request.output().echo(), this.model.tokenizer()),
                    this.request.output().skipSpecialTokens());
    }

}

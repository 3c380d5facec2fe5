package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

import io.inkwell.decoding.StopConditions;
import io.inkwell.decoding.StopSequences;
import io.inkwell.engine.GenerationRequest;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Turns prompts into token ids and checks them against the model. Takes milliseconds for
 * long texts.
 */
final class CompletionEncoder {

    private final ModelRegistry registry;

    private final LongSupplier seeds;

    CompletionEncoder(ModelRegistry registry, LongSupplier seeds) {
        this.registry = registry;
        this.seeds = seeds;
    }

    /**
     * @throws ServiceException if there is no such model, or a prompt does not fit it
     */
    EncodedCompletion encode(CompletionRequest request, long arrivalNanos) {
        LoadedModel model = this.registry.get(request.model());
        long seed = (request.seed() != null) ? request.seed() : this.seeds.getAsLong();
        List<GenerationRequest> generations = new ArrayList<>();
        for (Prompt prompt : request.prompts()) {
            int[] tokens = tokens(prompt, model);
            StopConditions stop = stop(request, maxTokens(request, tokens.length, model.contextLength()), model);
            generations.add(new GenerationRequest(tokens, request.sampling(), stop, request.numChoices(),
                    generations.size() * request.numChoices(), seed, model.tokenizer().newDetokenizer(true)::bytes,
                    arrivalNanos));
        }
        return new EncodedCompletion("cmpl-" + UUID.randomUUID().toString().replace("-", ""), model, generations, seed);
    }

    private static StopConditions stop(CompletionRequest request, int maxTokens, LoadedModel model) {
        return new StopConditions(Math.min(request.minTokens(), maxTokens), maxTokens, request.stopTokenIds(),
                model.eosTokenIds(), request.ignoreEos(), StopSequences.of(request.stopStrings()),
                request.includeStop());
    }

    private static int[] tokens(Prompt prompt, LoadedModel model) {
        int[] tokens;
        if (prompt instanceof Prompt.Text text) {
            tokens = model.tokenizer().encode(text.text());
        }
        else {
            tokens = ((Prompt.Tokens) prompt).ids();
            requireKnown(tokens, model.vocabularySize());
        }
        return (tokens.length > 0) ? tokens : startOfText(model);
    }

    private static void requireKnown(int[] tokens, int vocabSize) {
        for (int token : tokens) {
            if (token < 0 || token >= vocabSize) {
                throw ServiceException.invalid("prompt",
                        "prompt must hold token ids from 0 to " + (vocabSize - 1) + "; given: " + token);
            }
        }
    }

    // What the OpenAI specification says of a missing prompt: as if from the beginning of
    // a new document.
    private static int[] startOfText(LoadedModel model) {
        int start = model.startTokenId()
            .orElseThrow(() -> ServiceException.invalid("prompt",
                    "prompt must not be empty: this model has no token for the start of a text"));
        return new int[] { start };
    }

    private static int maxTokens(CompletionRequest request, int numPromptTokens, int context) {
        Integer asked = request.maxTokens();
        int room = context - numPromptTokens;
        if (asked != null && asked <= room) {
            return asked;
        }
        if (room > 0 && (asked == null || request.clampMaxTokens())) {
            return room;
        }
        throw new ServiceException(ErrorKind.CONTEXT_LENGTH_EXCEEDED,
                "this model's context is " + context + " tokens; the prompt has " + numPromptTokens
                        + ((asked != null) ? " and max_tokens asks for " + asked + ": "
                                + (numPromptTokens + (long) asked) + " in all" : ""),
                (room > 0) ? "max_tokens" : "prompt");
    }

}

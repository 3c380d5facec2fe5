package io.inkwell.completion;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/** Tokenizes and detokenizes, for clients that count tokens or send token ids. */
public final class TokenizationService {

    private final ModelRegistry registry;

    private final Scheduler textInScheduler;

    public TokenizationService(ModelRegistry registry, Scheduler textInScheduler) {
        this.registry = registry;
        this.textInScheduler = textInScheduler;
    }

    /**
     * Tokenizes a prompt as a completion does; an empty prompt has no tokens. The tokens
     * may exceed the context or the model's vocabulary.
     * @param model the name of the model
     */
    public Mono<Tokenization> tokenize(String model, Prompt prompt) {
        return Mono.fromCallable(() -> {
            LoadedModel loaded = this.registry.get(model);
            return new Tokenization(loaded, tokens(loaded, prompt));
        }).subscribeOn(this.textInScheduler);
    }

    // No model runs here, so token ids beyond the model's vocabulary are allowed.
    private static int[] tokens(LoadedModel model, Prompt prompt) {
        if (prompt instanceof Prompt.Text text) {
            return model.tokenizer().encode(text.text(), text.addSpecialTokens());
        }
        if (prompt instanceof Prompt.Chat chat) {
            return model.tokenizer().encode(new PromptEncoder(model).text(chat), chat.addSpecialTokens());
        }
        EncodedPrompt encoded = new PromptEncoder(model).encode("prompt", prompt);
        return encoded.isImplied() ? new int[0] : encoded.tokens();
    }

    /**
     * Detokenizes tokens; special tokens appear by name.
     * @param model the name of the model
     * @param param the field that holds the tokens
     */
    public Mono<String> detokenize(String model, String param, int[] tokens) {
        return Mono.fromCallable(() -> {
            LoadedModel loaded = this.registry.get(model);
            int last = Math.max(loaded.vocabularySize(), loaded.tokenizer().vocabularySize()) - 1;
            for (int each : tokens) {
                if (each < 0 || each > last) {
                    throw ServiceException.invalid(param,
                            param + " must contain token ids from 0 to " + last + "; given: " + each);
                }
            }
            return loaded.tokenizer().decode(tokens, false);
        }).subscribeOn(this.textInScheduler);
    }

}

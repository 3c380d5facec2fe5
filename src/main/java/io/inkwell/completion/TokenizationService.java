package io.inkwell.completion;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/** Text to tokens and back, for clients that count or that bring token ids. */
public final class TokenizationService {

    private final ModelRegistry registry;

    private final Scheduler textInScheduler;

    public TokenizationService(ModelRegistry registry, Scheduler textInScheduler) {
        this.registry = registry;
        this.textInScheduler = textInScheduler;
    }

    /**
     * The tokens with which a completion of the prompt would begin, none if it is empty.
     * They may be more than the model has room for, and of a vocabulary that is larger
     * than the model's.
     * @param model its name
     */
    public Mono<Tokenization> tokenize(String model, Prompt prompt) {
        return Mono.fromCallable(() -> {
            LoadedModel loaded = this.registry.get(model);
            return new Tokenization(loaded, tokens(loaded, prompt));
        }).subscribeOn(this.textInScheduler);
    }

    // Nothing is computed here, so tokens that the model lacks do no harm.
    private static int[] tokens(LoadedModel model, Prompt prompt) {
        if (prompt instanceof Prompt.Text text) {
            return model.tokenizer().encode(text.text(), text.addSpecialTokens());
        }
        EncodedPrompt encoded = new PromptEncoder(model).encode("prompt", prompt);
        return encoded.isImplied() ? new int[0] : encoded.tokens();
    }

    /**
     * The text of the tokens, special ones by their names.
     * @param model its name
     * @param param what the client calls the tokens
     */
    public Mono<String> detokenize(String model, String param, int[] tokens) {
        return Mono.fromCallable(() -> {
            LoadedModel loaded = this.registry.get(model);
            int last = Math.max(loaded.vocabularySize(), loaded.tokenizer().vocabularySize()) - 1;
            for (int each : tokens) {
                if (each < 0 || each > last) {
                    throw ServiceException.invalid(param,
                            param + " must hold token ids from 0 to " + last + "; given: " + each);
                }
            }
            return loaded.tokenizer().decode(tokens, false);
        }).subscribeOn(this.textInScheduler);
    }

}

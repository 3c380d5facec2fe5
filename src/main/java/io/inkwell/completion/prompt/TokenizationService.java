package io.inkwell.completion.prompt;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelUse;

/** Tokenizes and detokenizes, for clients that count tokens or send token ids. */
public final class TokenizationService {

    private final Scheduler textInScheduler;

    public TokenizationService(Scheduler textInScheduler) {
        this.textInScheduler = textInScheduler;
    }

    /**
     * Tokenizes a prompt as a completion does; an empty prompt has no tokens. The tokens
     * may exceed the context or the model's vocabulary.
     */
    public Mono<Tokenization> tokenize(LoadedModel model, Prompt prompt) {
        return Mono.fromCallable(() -> {
            try (ModelUse use = model.use()) {
                return new Tokenization(model, tokens(use.model(), prompt));
            }
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
     * @param param the field that holds the tokens
     */
    public Mono<String> detokenize(LoadedModel model, String param, int[] tokens) {
        return Mono.fromCallable(() -> {
            int last = Math.max(model.vocabularySize(), model.tokenizer().vocabularySize()) - 1;
            for (int each : tokens) {
                if (each < 0 || each > last) {
                    throw ServiceException.invalid(param,
                            param + " must contain token ids from 0 to " + last + "; given: " + each);
                }
            }
            return model.tokenizer().decode(tokens, false);
        }).subscribeOn(this.textInScheduler);
    }

}

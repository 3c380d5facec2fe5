package io.inkwell.completion;

import java.util.Arrays;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

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
     * They may be more than the model has room for.
     * @param model its name
     */
    public Mono<Tokenization> tokenize(String model, Prompt prompt) {
        return Mono.fromCallable(() -> {
            LoadedModel loaded = this.registry.get(model);
            EncodedPrompt encoded = new PromptEncoder(loaded).encode("prompt", prompt);
            return new Tokenization(loaded, encoded.isImplied() ? new int[0] : encoded.tokens());
        }).subscribeOn(this.textInScheduler);
    }

    /**
     * The text of the tokens, special ones by their names.
     * @param model its name
     * @param param what the client calls the tokens
     */
    public Mono<String> detokenize(String model, String param, int[] tokens) {
        return Mono.fromCallable(() -> {
            LoadedModel loaded = this.registry.get(model);
            new PromptEncoder(loaded).requireKnown(param, Arrays.stream(tokens).boxed().toList());
            return loaded.tokenizer().decode(tokens, false);
        }).subscribeOn(this.textInScheduler);
    }

}

package io.inkwell.completion.prompt;

import reactor.core.publisher.Mono;

import io.inkwell.decoding.TokenRange;
import io.inkwell.limits.TextInSchedulers;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelUse;

/** Tokenizes and detokenizes, for clients that count tokens or send token ids. */
public final class TokenizationService {

    private final TextInSchedulers textIn;

    public TokenizationService(TextInSchedulers textIn) {
        this.textIn = textIn;
    }

    /**
     * Tokenizes a prompt as a completion does; an empty prompt has no tokens. The tokens
     * may exceed the context or the model's vocabulary.
     */
    public Mono<Tokenization> tokenize(LoadedModel model, Prompt prompt) {
        return this.textIn.call(prompt.numBytes(), () -> {
            try (ModelUse use = model.use()) {
                return new Tokenization(model, tokens(use.model(), prompt));
            }
        });
    }

    // No model runs here, so token ids beyond the model's vocabulary are allowed.
    private static int[] tokens(LoadedModel model, Prompt prompt) {
        if (prompt instanceof Prompt.Text text) {
            return model.textEncoder().encodeToCount("prompt", text.text(), text.addSpecialTokens());
        }
        if (prompt instanceof Prompt.Chat chat) {
            return model.textEncoder()
                .encodeToCount("messages", new PromptEncoder(model).text("messages", chat), chat.addSpecialTokens());
        }
        EncodedPrompt encoded = new PromptEncoder(model).encode("prompt", prompt, null);
        return encoded.isImplied() ? new int[0] : encoded.tokens();
    }

    /**
     * Detokenizes tokens; special tokens appear by name.
     * @param param the field that holds the tokens
     */
    public Mono<String> detokenize(LoadedModel model, String param, int[] tokens) {
        return this.textIn.call((long) Integer.BYTES * tokens.length, () -> {
            int vocabularySize = Math.max(model.vocabularySize(), model.tokenizer().vocabularySize());
            new TokenRange(vocabularySize).require(param, tokens);
            return model.tokenizer().decode(tokens, false);
        });
    }

}

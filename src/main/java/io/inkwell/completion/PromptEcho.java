package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.engine.PromptReport;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.Detokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What the first piece of each text says of its prompt, made once for all texts of one
 * prompt.
 */
final class PromptEcho {

    private final LoadedModel model;

    private final EncodedPrompt prompt;

    private final boolean wantsTokens;

    private final boolean isEchoed;

    private final String text;

    private List<TokenLogprobs> logprobs = List.of();

    private @Nullable PromptText told;

    PromptEcho(EncodedCompletion completion, EncodedPrompt prompt) {
        CompletionRequest request = completion.request();
        this.model = completion.model();
        this.prompt = prompt;
        this.wantsTokens = request.wantsPromptTokens();
        this.isEchoed = request.echo() && !prompt.isImplied();
        this.text = this.isEchoed ? text(this.model.tokenizer().newDetokenizer(false)) : "";
    }

    private String text(Detokenizer detokenizer) {
        StringBuilder text = new StringBuilder();
        for (int token : this.prompt.tokens()) {
            text.append(detokenizer.append(token, 0));
        }
        return text.toString();
    }

    /**
     * Has a detokenizer complete the character that the prompt ends inside, if the prompt
     * is echoed. A special token ends a character.
     */
    void resume(Detokenizer detokenizer) {
        int[] tokens = this.isEchoed ? this.prompt.tokens() : new int[0];
        int from = tokens.length;
        while (from > 0 && !this.model.tokenizer().table().isSpecial(tokens[from - 1])) {
            from--;
        }
        for (int i = from; i < tokens.length; i++) {
            detokenizer.append(tokens[i], 0);
        }
    }

    /** What the text begins with, but for a character that the prompt ends inside. */
    String text() {
        return this.text;
    }

    int numCodePoints() {
        return this.text.codePointCount(0, this.text.length());
    }

    /** Whether there is nothing to say before the first token has text. */
    boolean isSilent() {
        return this.text.isEmpty();
    }

    void accept(PromptReport report) {
        this.logprobs = report.logprobs();
    }

    /** The tokens, if they are wanted. */
    @Nullable PromptText promptText() {
        if (this.told == null && this.wantsTokens) {
            this.told = new PromptText(tokens(), this.prompt.isImplied());
        }
        return this.told;
    }

    private List<TextToken> tokens() {
        TokenPlaces places = new TokenPlaces(this.model.tokenizer(), false, 0);
        List<TextToken> tokens = new ArrayList<>();
        for (int i = 0; i < this.prompt.tokens().length; i++) {
            boolean isScored = i > 0 && !this.logprobs.isEmpty();
            tokens.add(places.next(this.prompt.tokens()[i], isScored ? this.logprobs.get(i - 1) : null));
        }
        return tokens;
    }

}

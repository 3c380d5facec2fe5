package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.engine.PromptReport;
import io.inkwell.registry.LoadedModel;
import org.jspecify.annotations.Nullable;

/** What the first piece of a text says of its prompt. */
final class PromptEcho {

    private final LoadedModel model;

    private final EncodedPrompt prompt;

    private final boolean wantsTokens;

    private final String text;

    PromptEcho(EncodedCompletion completion, int prompt) {
        CompletionRequest request = completion.request();
        this.model = completion.model();
        this.prompt = completion.prompts().get(prompt);
        this.wantsTokens = request.wantsPromptTokens();
        this.text = (request.echo() && !this.prompt.isImplied())
                ? this.model.tokenizer().decode(this.prompt.tokens(), false) : "";
    }

    /** What the text begins with. */
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

    /** The tokens, if they are wanted. */
    @Nullable PromptText promptText(@Nullable PromptReport report) {
        if (!this.wantsTokens) {
            return null;
        }
        TokenPlaces places = new TokenPlaces(this.model.tokenizer(), false, 0);
        List<TokenLogprobs> logprobs = (report != null) ? report.logprobs() : List.of();
        List<TextToken> tokens = new ArrayList<>();
        for (int i = 0; i < this.prompt.tokens().length; i++) {
            boolean isScored = i > 0 && !logprobs.isEmpty();
            tokens.add(places.next(this.prompt.tokens()[i], isScored ? logprobs.get(i - 1) : null));
        }
        return new PromptText(tokens, this.prompt.isImplied());
    }

}

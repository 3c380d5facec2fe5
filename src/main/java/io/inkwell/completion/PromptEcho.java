package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.EncodedPrompt;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.Detokenizer;
import io.inkwell.tokenizer.TokenOffsets;

/**
 * Builds the prompt part of the first chunk of each choice, once for all choices of a
 * prompt.
 */
final class PromptEcho {

    private final LoadedModel model;

    private final EncodedPrompt prompt;

    private final boolean wantsTokens;

    private final Detokenizer detokenizer;

    private final String text;

    private List<TokenLogprobs> logprobs = List.of();

    private @Nullable PromptTokens promptTokens;

    PromptEcho(EncodedCompletion completion, EncodedPrompt prompt) {
        CompletionRequest request = completion.request();
        this.model = completion.model();
        this.prompt = prompt;
        this.wantsTokens = request.wantsPromptTokens();
        this.detokenizer = this.model.tokenizer().newDetokenizer(request.output().skipSpecialTokens());
        String before = this.detokenizer.begin(prompt.decodedBefore(request.output().echo(), this.model.tokenizer()));
        this.text = prompt.isEchoed(request.output().echo()) ? before : "";
    }

    /** The text to prepend to the output; empty without {@code echo}. */
    String text() {
        return this.text;
    }

    /** A detokenizer in the state after the prompt. */
    Detokenizer newDetokenizer() {
        return this.detokenizer.copy();
    }

    int numCodePoints() {
        return this.text.codePointCount(0, this.text.length());
    }

    /** Whether there is nothing to emit before the first token has text. */
    boolean isSilent() {
        return this.text.isEmpty();
    }

    void accept(PromptReport report) {
        this.logprobs = report.logprobs();
    }

    /** The prompt tokens if requested. */
    @Nullable PromptTokens promptTokens() {
        if (this.promptTokens == null && this.wantsTokens) {
            this.promptTokens = new PromptTokens(tokens(), this.prompt.isImplied());
        }
        return this.promptTokens;
    }

    private List<TextToken> tokens() {
        TokenOffsets offsets = new TokenOffsets(this.model.tokenizer());
        List<TextToken> tokens = new ArrayList<>();
        for (int i = 0; i < this.prompt.tokens().length; i++) {
            boolean isScored = i > 0 && !this.logprobs.isEmpty();
            int id = this.prompt.tokens()[i];
            TokenLogprobs logprobs = isScored ? this.logprobs.get(i - 1) : null;
            tokens.add(TextToken.next(offsets, id, logprobs));
            if (this.prompt.isOfText(i)) {
                offsets.append(id);
            }
        }
        return tokens;
    }

}

package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.FinishReason;
import io.inkwell.decoding.StopDecision;
import io.inkwell.engine.GeneratedToken;
import io.inkwell.engine.PromptReport;
import io.inkwell.tokenizer.Detokenizer;
import org.jspecify.annotations.Nullable;

/** Makes text of the tokens of one choice. One thread at a time. */
final class ChoiceAssembler {

    private final int choice;

    private final Detokenizer detokenizer;

    private final PromptEcho echo;

    private final TokenPlaces places;

    private final boolean wantsTokens;

    /** Tokens that wait for the next piece of text. */
    private List<TextToken> tokens = new ArrayList<>();

    private @Nullable PromptReport prompt;

    private @Nullable Double score;

    private boolean begun;

    private boolean finished;

    ChoiceAssembler(EncodedCompletion completion, int choice) {
        CompletionRequest request = completion.request();
        this.choice = choice;
        this.detokenizer = completion.model().tokenizer().newDetokenizer(request.skipSpecialTokens());
        this.echo = new PromptEcho(completion, choice / request.bestOf());
        this.places = new TokenPlaces(completion.model().tokenizer(), request.skipSpecialTokens(),
                this.echo.numCodePoints());
        this.wantsTokens = request.wantsTokens();
    }

    void onPrompt(PromptReport report) {
        this.prompt = report;
    }

    void onScore(double score) {
        this.score = score;
    }

    /** The piece that a token makes certain, if it makes any. */
    @Nullable CompletionChunk append(GeneratedToken token, StopDecision decision, int numGeneratedTokens) {
        if (this.wantsTokens) {
            this.tokens.add(this.places.next(token.id(), token.logprobs()));
        }
        if (decision.isFinished()) {
            String text = this.detokenizer.append(token.id(), decision.cutBytes())
                    + this.detokenizer.finish(decision.cutBytes());
            return piece(text, decision.finish(), decision.stopReason(), numGeneratedTokens);
        }
        String text = this.detokenizer.append(token.id(), decision.heldBytes());
        boolean nothingNew = text.isEmpty() && (this.begun || this.echo.isSilent());
        return nothingNew ? null : piece(text, null, null, numGeneratedTokens);
    }

    /** The one piece of a text for which no token was asked; null if it has its end. */
    @Nullable CompletionChunk endWithoutToken(int numGeneratedTokens) {
        return this.finished ? null : piece("", FinishReason.LENGTH, null, numGeneratedTokens);
    }

    private CompletionChunk piece(String text, @Nullable FinishReason finish, @Nullable Object stopReason,
            int numGeneratedTokens) {
        boolean first = !this.begun;
        List<TextToken> tokens = this.tokens;
        this.tokens = new ArrayList<>();
        this.begun = true;
        this.finished = finish != null;
        return new CompletionChunk(this.choice, first ? this.echo.text() + text : text, tokens,
                first ? this.echo.promptText(this.prompt) : null, finish, stopReason, this.finished ? this.score : null,
                numGeneratedTokens, null);
    }

}

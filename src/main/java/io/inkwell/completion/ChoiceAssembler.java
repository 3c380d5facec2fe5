package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.engine.ChosenToken;
import io.inkwell.tokenizer.Detokenizer;

/** Makes text of the tokens of one choice. One thread at a time. */
final class ChoiceAssembler {

    private final int choice;

    private final Detokenizer detokenizer;

    private final PromptEcho echo;

    private final TokenPlaces places;

    private final boolean wantsTokens;

    /** Tokens that wait for the next piece of text. */
    private List<TextToken> tokens = new ArrayList<>();

    /** Of what was given out, in code points. */
    private int textLength;

    private @Nullable Double score;

    private boolean begun;

    private boolean finished;

    ChoiceAssembler(EncodedCompletion completion, int choice, PromptEcho echo) {
        CompletionRequest request = completion.request();
        this.choice = choice;
        this.detokenizer = echo.newDetokenizer();
        this.echo = echo;
        this.places = new TokenPlaces(echo.newDetokenizer(), echo.numCodePoints());
        this.textLength = echo.numCodePoints();
        this.wantsTokens = request.wantsTokens();
    }

    /** The piece that a token makes certain, if it makes any. */
    @Nullable CompletionChunk append(ChosenToken token, int numGeneratedTokens) {
        String text = text(token);
        StopDecision decision = token.decision();
        boolean nothingNew = text.isEmpty() && !decision.isFinished() && (this.begun || this.echo.isSilent());
        return nothingNew ? null : piece(text, decision.finish(), decision.stopReason(), numGeneratedTokens);
    }

    /** The one piece that a search's text is. */
    CompletionChunk appendAll(List<ChosenToken> tokens, double score, int numGeneratedTokens) {
        this.score = score;
        String text = tokens.stream().map(this::text).collect(Collectors.joining());
        StopDecision end = tokens.get(tokens.size() - 1).decision();
        return piece(text, end.finish(), end.stopReason(), numGeneratedTokens);
    }

    private String text(ChosenToken token) {
        if (this.wantsTokens) {
            this.tokens.add(this.places.next(token.id(), token.logprobs()));
        }
        return this.detokenizer.append(token.id(), token.decision());
    }

    /** The one piece of a text for which no token was asked; null if it has its end. */
    @Nullable CompletionChunk endWithoutToken(int numGeneratedTokens) {
        return this.finished ? null : piece(this.detokenizer.finish(0), FinishReason.LENGTH, null, numGeneratedTokens);
    }

    /**
     * Those whose place is certain. Where text is held back that a stop string may cut,
     * the tokens that begin in it wait.
     */
    private List<TextToken> takeTokens() {
        List<TextToken> taken = new ArrayList<>();
        List<TextToken> waiting = new ArrayList<>();
        for (TextToken token : this.tokens) {
            if (this.finished) {
                taken.add(token.notAfter(this.textLength));
            }
            else {
                ((token.offset() <= this.textLength) ? taken : waiting).add(token);
            }
        }
        this.tokens = waiting;
        return taken;
    }

    private CompletionChunk piece(String text, @Nullable FinishReason finish, @Nullable Object stopReason,
            int numGeneratedTokens) {
        boolean first = !this.begun;
        this.begun = true;
        this.finished = finish != null;
        this.textLength += text.codePointCount(0, text.length());
        List<TextToken> tokens = takeTokens();
        Choice part = new Choice(this.choice, first ? this.echo.text() + text : text, tokens,
                first ? this.echo.promptText() : null, finish, stopReason, this.finished ? this.score : null);
        return new CompletionChunk(part, numGeneratedTokens, null);
    }

}

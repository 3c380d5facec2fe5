package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.tokenizer.Detokenizer;
import io.inkwell.tokenizer.TokenOffsets;

/** Assembles the chunks of one choice from its tokens. Not thread-safe. */
final class ChoiceAssembler {

    private final int choice;

    private final Detokenizer detokenizer;

    private final PromptEcho echo;

    private final TokenOffsets offsets;

    private final boolean wantsTokens;

    /** Tokens whose text is not yet final. */
    private List<TextToken> tokens = new ArrayList<>();

    /** The length of the emitted text in code points. */
    private int textLength;

    private @Nullable Double score;

    private boolean begun;

    private boolean finished;

    ChoiceAssembler(EncodedCompletion completion, int choice, PromptEcho echo) {
        CompletionRequest request = completion.request();
        this.choice = choice;
        this.detokenizer = echo.newDetokenizer();
        this.echo = echo;
        this.offsets = new TokenOffsets(echo.newDetokenizer(), echo.numCodePoints());
        this.textLength = echo.numCodePoints();
        this.wantsTokens = request.wantsTokens();
    }

    /** Appends a token. Returns null if the token adds no final text yet. */
    @Nullable CompletionChunk append(SampledToken token, int numGeneratedTokens) {
        String text = text(token);
        StopDecision decision = token.decision();
        boolean nothingNew = text.isEmpty() && !decision.isFinished() && (this.begun || this.echo.isSilent());
        return nothingNew ? null : chunk(text, decision.finish(), decision.stopReason(), numGeneratedTokens);
    }

    /** Returns the only chunk of a search result. */
    CompletionChunk appendAll(List<SampledToken> tokens, double score, int numGeneratedTokens) {
        this.score = score;
        String text = tokens.stream().map(this::text).collect(Collectors.joining());
        StopDecision end = tokens.get(tokens.size() - 1).decision();
        return chunk(text, end.finish(), end.stopReason(), numGeneratedTokens);
    }

    private String text(SampledToken token) {
        if (this.wantsTokens) {
            this.tokens.add(TextToken.next(this.offsets, token.id(), token.logprobs()));
            this.offsets.append(token.id());
        }
        return this.detokenizer.append(token.id(), token.decision());
    }

    /** Ends a choice that generated no token. Returns null if the choice has ended. */
    @Nullable CompletionChunk endWithoutToken(int numGeneratedTokens) {
        return this.finished ? null : chunk(this.detokenizer.finish(0), FinishReason.LENGTH, null, numGeneratedTokens);
    }

    /**
     * Takes the tokens whose offsets are final. Tokens that start in text that a stop
     * string may still cut are held back.
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

    private CompletionChunk chunk(String text, @Nullable FinishReason finish, @Nullable Object stopReason,
            int numGeneratedTokens) {
        boolean first = !this.begun;
        this.begun = true;
        this.finished = finish != null;
        this.textLength += text.codePointCount(0, text.length());
        List<TextToken> tokens = takeTokens();
        Choice part = new Choice(this.choice, first ? this.echo.text() + text : text, tokens,
                first ? this.echo.promptTokens() : null, finish, stopReason, this.finished ? this.score : null);
        return new CompletionChunk(part, numGeneratedTokens, null);
    }

}

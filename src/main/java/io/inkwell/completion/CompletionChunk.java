package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;

/**
 * A piece of one choice's text. The pieces of a choice, joined, are its text; those of
 * different choices come mixed.
 *
 * @param tokens those whose place in the text is known now; empty unless token ids or
 * log-probabilities were asked for
 * @param prompt null but on the first piece of a choice, and there if it was asked for
 * @param finish null but on the last piece of the choice
 * @param stopReason what ended the text, where that is more than the model's own end: a
 * stop string or a token id
 * @param score by which a search ranked the choice; null but on its last piece
 * @param numGeneratedTokens of all choices, up to now
 * @param summary null but on the last piece of the last choice
 */
public record CompletionChunk(int choice, String text, List<TextToken> tokens, @Nullable PromptText prompt,
        @Nullable FinishReason finish, @Nullable Object stopReason, @Nullable Double score, int numGeneratedTokens,
        @Nullable CompletionSummary summary) {

    CompletionChunk with(CompletionSummary summary) {
        return new CompletionChunk(this.choice, this.text, this.tokens, this.prompt, this.finish, this.stopReason,
                this.score, this.numGeneratedTokens, summary);
    }

}
